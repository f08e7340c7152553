#include "connectors/http/recorded_transport.h"

#include <fstream>
#include <mutex>

#include "connectors/http/redaction.h"
#include "connectors/json/json.h"
#include "engine/base/check.h"

namespace riff {
namespace {

Recording RecordingOf(const std::string& channel, const HttpRequest& request, const Result<HttpResponse>& outcome) {
  Recording recording;
  recording.channel = channel;
  recording.operation = request.operation;
  recording.method = ToString(request.method);
  recording.url = request.url;
  recording.request_headers = request.headers;
  recording.request_body = request.body;
  if (outcome.has_value()) {
    recording.status = outcome->status;
    recording.response_headers = outcome->headers;
    recording.response_body = outcome->body;
  } else {
    recording.error = outcome.error().message;
  }
  return Redact(std::move(recording), request.path_for_log);
}

class RecordedTransport final : public Transport {
 public:
  RecordedTransport(Transport& inner, std::string channel, std::function<void(const Recording&)> sink)
      : inner_(inner), channel_(std::move(channel)), sink_(std::move(sink)) {}

  std::vector<Result<HttpResponse>> SendAll(std::span<const HttpRequest> requests) override {
    std::vector<Result<HttpResponse>> outcomes = inner_.SendAll(requests);
    RIFF_CHECK(outcomes.size() == requests.size(), "a transport answers each request once");
    for (std::size_t i = 0; i < requests.size(); ++i) {
      sink_(RecordingOf(channel_, requests[i], outcomes[i]));
    }
    return outcomes;
  }

 private:
  Transport& inner_;
  const std::string channel_;
  const std::function<void(const Recording&)> sink_;
};

void WriteHeaders(JsonWriter& json, const std::vector<HttpHeader>& headers) {
  json.BeginArray();
  for (const HttpHeader& header : headers) {
    json.BeginObject().Key("name").Text(header.name).Key("value").Text(header.value).EndObject();
  }
  json.EndArray();
}

std::string LineOf(const Recording& recording) {
  JsonWriter json;
  json.BeginObject();
  json.Key("channel").Text(recording.channel);
  json.Key("operation").Text(recording.operation);
  json.Key("method").Text(recording.method);
  json.Key("url").Text(recording.url);
  json.Key("request_headers");
  WriteHeaders(json, recording.request_headers);
  json.Key("request_body").Text(recording.request_body);
  json.Key("status").Integer(recording.status);
  json.Key("error").Text(recording.error);
  json.Key("response_headers");
  WriteHeaders(json, recording.response_headers);
  json.Key("response_body").Text(recording.response_body);
  json.EndObject();
  return json.Take() + "\n";
}

struct LineFile {
  std::mutex mutex;
  std::ofstream stream;
};

}  // namespace

std::unique_ptr<Transport> MakeRecordedTransport(Transport& inner, std::string channel,
                                                 std::function<void(const Recording&)> sink) {
  return std::make_unique<RecordedTransport>(inner, std::move(channel), std::move(sink));
}

Result<std::function<void(const Recording&)>> RecordToFile(const std::string& path) {
  const auto file = std::make_shared<LineFile>();  // Shared by the copies of the function.
  file->stream.open(path, std::ios::app | std::ios::binary);
  if (!file->stream.is_open()) {
    return Fail(ErrorKind::kInvalid, "recording: cannot open " + path + " for writing");
  }
  return [file](const Recording& recording) {
    const std::string line = LineOf(recording);
    const std::lock_guard lock(file->mutex);
    file->stream.clear();
    file->stream.write(line.data(), static_cast<std::streamsize>(line.size())).flush();
  };
}

}  // namespace riff
