// Everything that the app needs on Azure, in one resource group: `azd up`, or
// az deployment sub create -l LOCATION -f infra/main.bicep -p environmentName=NAME location=LOCATION
targetScope = 'subscription'

@minLength(1)
@maxLength(20)
@description('Name of this deployment; names of resources derive from it.')
param environmentName string

@description('Azure region.')
param location string

@allowed(['containerApps', 'premium'])
@description('Where the app runs: Container Apps, or the Premium plan of Azure Functions.')
param hosting string = 'containerApps'

@description('Image of the target functions of the Dockerfile, with registry and tag. Empty until one was pushed; azd sets it.')
param image string = ''

@minValue(1)
@description('Least number of machines. One at least: timers and polling do not start a machine.')
param minInstances int = 1

@minValue(1)
@description('Largest number of machines; more than the task hub has partitions help with pages, not with orchestrations.')
param maxInstances int = 10

@allowed([1, 2, 4, 8, 16])
@description('Control queues of the task hub. It cannot be changed while documents are being read.')
param partitionCount int = 4

@description('Whether blobs are told by Event Grid instead of found by polling. The subscription needs a key that exists once the app has started: infra/event-grid.sh makes it.')
param eventGrid bool = false

@secure()
@description('Key for the passwords of documents, 32 bytes in base64. Empty: documents with passwords are refused.')
param secretKey string = ''

@description('Address that alerts are sent to. Empty: alerts are only recorded.')
param alertEmail string = ''

@description('More settings of the app, by name, such as Ocr__DefaultLanguage.')
param settings object = {}

var tags = { 'azd-env-name': environmentName }
var token = uniqueString(subscription().id, environmentName, location)

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: { name: 'id-${environmentName}', location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: { name: environmentName, location: location, tags: tags, alertEmail: alertEmail }
}

module documents 'modules/storage.bicep' = {
  scope: group
  params: { name: 'docs${token}', location: location, tags: tags, principalId: identity.outputs.principalId }
}

module taskHub 'modules/storage.bicep' = {
  scope: group
  params: { name: 'hub${token}', location: location, tags: tags, principalId: identity.outputs.principalId }
}

module registry 'modules/registry.bicep' = {
  scope: group
  params: { name: 'cr${token}', location: location, tags: tags, principalId: identity.outputs.principalId }
}

var appSettings = union(
  {
    AzureWebJobsStorage__accountName: documents.outputs.name
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: identity.outputs.clientId
    // A document's window and two for each core of either plan's machines: what one machine holds, an idle one cannot read.
    AzureFunctionsJobHost__extensions__durableTask__maxConcurrentActivityFunctions: '10'
    AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionName: 'OcrTaskHub'
    AzureFunctionsJobHost__extensions__durableTask__storageProvider__partitionCount: string(partitionCount)
    OcrTaskHub__accountName: taskHub.outputs.name
    OcrTaskHub__credential: 'managedidentity'
    OcrTaskHub__clientId: identity.outputs.clientId
    AZURE_CLIENT_ID: identity.outputs.clientId
    APPLICATIONINSIGHTS_CONNECTION_STRING: monitoring.outputs.connectionString
    AzureWebJobs__BlobUploaded__Disabled: string(eventGrid)
    AzureWebJobs__BlobCreatedEvent__Disabled: string(!eventGrid)
  },
  settings
)

module containerApp 'modules/container-app.bicep' = if (hosting == 'containerApps') {
  scope: group
  params: {
    name: 'ca-${environmentName}'
    location: location
    tags: tags
    image: image
    identityId: identity.outputs.id
    registryServer: registry.outputs.server
    logAnalyticsName: monitoring.outputs.logAnalyticsName
    minInstances: minInstances
    maxInstances: maxInstances
    settings: appSettings
    secretKey: secretKey
  }
}

module premium 'modules/premium.bicep' = if (hosting == 'premium') {
  scope: group
  params: {
    name: 'func-${environmentName}-${token}'
    location: location
    tags: tags
    image: image
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    minInstances: minInstances
    maxInstances: maxInstances
    settings: appSettings
    secretKey: secretKey
  }
}

module events 'modules/event-grid.bicep' = if (eventGrid) {
  scope: group
  params: { name: 'evgt-${environmentName}', location: location, tags: tags, storageName: documents.outputs.name }
}

output AZURE_CONTAINER_REGISTRY_ENDPOINT string = registry.outputs.server
output AZURE_RESOURCE_GROUP string = group.name
output OCR_URL string = hosting == 'containerApps' ? containerApp!.outputs.url : premium!.outputs.url
output OCR_DOCUMENTS_ACCOUNT string = documents.outputs.name
output OCR_APP_NAME string = hosting == 'containerApps' ? containerApp!.outputs.name : premium!.outputs.name
output OCR_EVENT_GRID_TOPIC string = eventGrid ? events!.outputs.topicName : ''
