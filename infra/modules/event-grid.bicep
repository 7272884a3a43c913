// The topic that tells of new blobs. Its subscription needs a key that the app makes at its first start: infra/event-grid.sh.
param name string
param location string
param tags object

@description('Account with the container documents.')
param storageName string

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: storageName
}

resource topic 'Microsoft.EventGrid/systemTopics@2024-06-01-preview' = {
  name: name
  location: location
  tags: tags
  properties: {
    source: account.id
    topicType: 'Microsoft.Storage.StorageAccounts'
  }
}

output topicName string = topic.name
