// The app on Azure Container Apps, as a Functions app: the platform derives its scaling rules (KEDA) from the app's triggers and task hub.
param name string
param location string
param tags object

@description('Image; empty for a placeholder until the first one was pushed.')
param image string

@description('Resource id of the user-assigned identity.')
param identityId string
param registryServer string
param logAnalyticsName string
param minInstances int
param maxInstances int

@description('Settings of the app, by name.')
param settings object

@secure()
param secretKey string

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = {
  name: logAnalyticsName
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: 'cae-${name}'
  location: location
  tags: tags
  properties: {
    // By diagnostic settings: the other destination would need the workspace's key.
    appLogsConfiguration: { destination: 'azure-monitor' }
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: environment
  name: 'logs'
  properties: {
    workspaceId: workspace.id
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
  }
}

var environmentVariables = map(items(settings), setting => { name: setting.key, value: setting.value })
var secretVariables = empty(secretKey) ? [] : [{ name: 'Ocr__SecretKey', secretRef: 'secret-key' }]

resource app 'Microsoft.App/containerApps@2025-07-01' = {
  name: name
  location: location
  kind: 'functionapp'
  // azd finds the service of azure.yaml by this tag.
  tags: union(tags, { 'azd-service-name': 'ocr' })
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    environmentId: environment.id
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        targetPort: 8080
        transport: 'auto'
        allowInsecure: false
      }
      registries: [{ server: registryServer, identity: identityId }]
      secrets: empty(secretKey) ? [] : [{ name: 'secret-key', value: secretKey }]
    }
    template: {
      containers: [
        {
          name: 'ocr'
          image: empty(image) ? 'mcr.microsoft.com/azure-functions/dotnet-isolated:4-dotnet-isolated10.0' : image
          // An engine for each core, each with up to 1 GB for large pages.
          resources: { cpu: 2, memory: '4Gi' }
          env: concat(environmentVariables, secretVariables)
          volumeMounts: [{ volumeName: 'temp', mountPath: '/tmp' }]
          probes: [
            {
              type: 'Startup'
              httpGet: { path: '/api/health/live', port: 8080 }
              periodSeconds: 5
              failureThreshold: 30
            }
            {
              type: 'Liveness'
              httpGet: { path: '/api/health/live', port: 8080 }
              periodSeconds: 15
              failureThreshold: 4
            }
            {
              type: 'Readiness'
              httpGet: { path: '/api/health/ready', port: 8080 }
              periodSeconds: 15
              timeoutSeconds: 10
            }
          ]
        }
      ]
      // Pages in progress are given back within five seconds, and read on elsewhere.
      terminationGracePeriodSeconds: 30
      volumes: [{ name: 'temp', storageType: 'EmptyDir' }]
      scale: { minReplicas: minInstances, maxReplicas: maxInstances }
    }
  }
}

output name string = app.name
output url string = 'https://${app.properties.configuration.ingress.fqdn}/'
