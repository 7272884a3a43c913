// Application Insights, its workspace, and the alerts of docs/operations.md.
param name string
param location string
param tags object

@description('Address that alerts are sent to; empty for none.')
param alertEmail string

var alerts = loadJsonContent('../azure/alerts.json')

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: 'log-${name}'
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${name}'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
  }
}

resource receivers 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(alertEmail)) {
  name: 'ag-${name}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'ocr'
    emailReceivers: [{ name: 'operator', emailAddress: alertEmail, useCommonAlertSchema: true }]
  }
}

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in alerts: {
    name: alert.name
    location: location
    tags: tags
    properties: {
      displayName: alert.name
      severity: alert.severity
      enabled: true
      scopes: [insights.id]
      evaluationFrequency: 'PT5M'
      // The queries themselves choose their time range; this one covers the longest.
      windowSize: 'PT5M'
      overrideQueryTimeRange: 'P1D'
      criteria: {
        allOf: [
          {
            query: alert.query
            metricMeasureColumn: 'Value'
            timeAggregation: 'Maximum'
            operator: alert.operator
            #disable-next-line BCP036 // Bicep has no numbers with a fraction; the service takes them as JSON.
            threshold: json(alert.threshold)
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: empty(alertEmail) ? [] : [receivers.id] }
    }
  }
]

output connectionString string = insights.properties.ConnectionString
output logAnalyticsName string = workspace.name
