#!/usr/bin/env bash
# Makes the Event Grid subscription that tells the app of new documents, where OCR_EVENT_GRID is true. Its key exists once the app has
# started, so it cannot be part of the deployment. azd calls this after a deployment; by hand: infra/event-grid.sh, with azd's variables set.
set -euo pipefail

[ "${OCR_EVENT_GRID:-false}" = true ] || exit 0
for name in AZURE_SUBSCRIPTION_ID AZURE_RESOURCE_GROUP OCR_APP_NAME OCR_URL OCR_EVENT_GRID_TOPIC; do
  [ -n "${!name:-}" ] || { echo "The variable $name is not set: run this by azd, or export what 'azd env get-values' prints." >&2; exit 1; }
done
site=/subscriptions/$AZURE_SUBSCRIPTION_ID/resourceGroups/$AZURE_RESOURCE_GROUP/providers/Microsoft.Web/sites/$OCR_APP_NAME
key=$(az rest --method post --uri "$site/host/default/listkeys?api-version=2023-12-01" --query systemKeys.blobs_extension --output tsv) || key=
if [ -z "$key" ]; then
  echo "The app has no key blobs_extension yet: it has not started, or it is not a Functions app that has keys. Try again when $OCR_URL answers." >&2
  exit 1
fi
az eventgrid system-topic event-subscription create --name ocr-documents --system-topic-name "$OCR_EVENT_GRID_TOPIC" \
  --resource-group "$AZURE_RESOURCE_GROUP" --included-event-types Microsoft.Storage.BlobCreated \
  --subject-begins-with /blobServices/default/containers/documents/ --endpoint-type webhook \
  --endpoint "${OCR_URL}runtime/webhooks/blobs?functionName=Host.Functions.BlobCreatedEvent&code=$key"
