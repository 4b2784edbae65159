#!/usr/bin/env bash
# Subscribes an address to all events, and shows the secret that signs them.   subscribe-webhook.sh URL
set -euo pipefail

curl --silent --show-error "$BRIDGE_URL/broker-api/v1/webhooks" \
  --header "Authorization: Bearer $BRIDGE_API_KEY" \
  --header 'Content-Type: application/json' \
  --data-raw "{\"url\":\"$1\"}"
