#!/usr/bin/env bash
# Creates a trader.   create-trader.sh EMAIL FIRST_NAME
set -euo pipefail

# Who asks, and why: both stand in the privacy log. The Idempotency-Key lets you send it again without a second trader.
curl --silent --show-error "$BRIDGE_URL/broker-api/v1/users" \
  --header "Authorization: Bearer $BRIDGE_API_KEY" \
  --header 'X-Data-Access-Principal: back_office-ada' \
  --header 'X-Data-Access-Justification: customer_support-ticket_4711' \
  --header "Idempotency-Key: trader-$1" \
  --header 'Content-Type: application/json' \
  --data-raw "{\"email\":\"$1\",\"firstName\":\"$2\"}"
