<?php
// Signs a request to the broker API, and sends it.   php sign-request.php METHOD PATH [BODY]
// Without BRIDGE_URL it only shows the two headers.
[, $method, $path] = $argv;
$body = $argv[3] ?? '';

$timestamp = getenv('BRIDGE_TIMESTAMP') ?: (string) time();
$signature = hash_hmac('sha256', $timestamp . $method . $path . $body, getenv('BRIDGE_API_SECRET'));

$headers = ["X-Bridge-Timestamp: $timestamp", "X-Bridge-Signature: $signature"];
$bridge = getenv('BRIDGE_URL');
if ($bridge === false) {
    echo implode("\n", $headers), "\n";
    exit;
}
$headers[] = 'Authorization: Bearer ' . getenv('BRIDGE_API_KEY');
$headers[] = 'Content-Type: application/json';
$context = stream_context_create(['http' => [
    'method' => $method,
    'header' => $headers,
    'content' => $body,
    'ignore_errors' => true,
]]);
echo file_get_contents($bridge . $path, false, $context);
