// The app on a Premium plan of Azure Functions, as a container.
param name string
param location string
param tags object

@description('Image; empty for a placeholder until the first one was pushed.')
param image string

@description('Resource id of the user-assigned identity.')
param identityId string
param identityClientId string
param minInstances int
param maxInstances int

@description('Settings of the app, by name.')
param settings object

@secure()
param secretKey string

var allSettings = union(
  settings,
  {
    FUNCTIONS_EXTENSION_VERSION: '~4'
    FUNCTIONS_WORKER_RUNTIME: 'dotnet-isolated'
    FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '1073741824'
    WEBSITES_ENABLE_APP_SERVICE_STORAGE: 'false'
    // The image's user may not open port 80.
    WEBSITES_PORT: '8080'
  },
  empty(secretKey) ? {} : { Ocr__SecretKey: secretKey }
)

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'elastic'
  sku: { name: 'EP2', tier: 'ElasticPremium', capacity: minInstances }
  properties: {
    reserved: true
    maximumElasticWorkerCount: maxInstances
  }
}

resource site 'Microsoft.Web/sites@2023-12-01' = {
  name: name
  location: location
  kind: 'functionapp,linux,container'
  tags: union(tags, { 'azd-service-name': 'ocr' })
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    siteConfig: {
      linuxFxVersion: 'DOCKER|${empty(image) ? 'mcr.microsoft.com/azure-functions/dotnet-isolated:4-dotnet-isolated10.0' : image}'
      acrUseManagedIdentityCreds: true
      acrUserManagedIdentityID: identityClientId
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      healthCheckPath: '/api/health/ready'
      // Scales by the task hub's queues rather than by CPU.
      functionsRuntimeScaleMonitoringEnabled: true
      minimumElasticInstanceCount: minInstances
      appSettings: map(items(allSettings), setting => { name: setting.key, value: setting.value })
    }
  }

  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

output name string = site.name
output url string = 'https://${site.properties.defaultHostName}/'
