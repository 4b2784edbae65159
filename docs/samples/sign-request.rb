# Signs a request to the broker API, and sends it.   ruby sign-request.rb METHOD PATH [BODY]
# Without BRIDGE_URL it only shows the two headers.
require 'net/http'
require 'openssl'

method, path, body = ARGV
body ||= ''

timestamp = ENV['BRIDGE_TIMESTAMP'] || Time.now.to_i.to_s
signature = OpenSSL::HMAC.hexdigest('SHA256', ENV.fetch('BRIDGE_API_SECRET'), timestamp + method + path + body)

headers = { 'X-Bridge-Timestamp' => timestamp, 'X-Bridge-Signature' => signature }
if ENV['BRIDGE_URL'].nil?
  headers.each { |name, value| puts "#{name}: #{value}" }
else
  headers['Authorization'] = "Bearer #{ENV.fetch('BRIDGE_API_KEY')}"
  headers['Content-Type'] = 'application/json'
  url = URI(ENV['BRIDGE_URL'] + path)
  http = Net::HTTP.new(url.host, url.port)
  http.use_ssl = url.scheme == 'https'
  puts http.send_request(method, url.request_uri, body.empty? ? nil : body, headers).body
end
