#include "engine/net/http_connection.h"

#include <array>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <optional>

#include "engine/net/server_message.h"

namespace riff {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::uint32_t kHeadBytesMax = 64u << 10;                       // A longer head is not a request of ours: 431.
constexpr std::size_t kDrainBytesMax = 64u << 20;                        // Read and dropped of a body refused with 413.
constexpr std::chrono::seconds kDrainTime{2};                            // For a refused client to stop sending.
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";  // Answer to "Expect: 100-continue".

ServerResponse PlainResponse(int status, std::string text) {
  return {.status = status, .headers = {{"Content-Type", "text/plain"}}, .body = std::move(text)};
}

// Everything in it runs on the socket's strand, one step after the other.
class BeastConnection final : public Connection, public std::enable_shared_from_this<BeastConnection> {
 public:
  BeastConnection(std::shared_ptr<ServerState> state, tcp::socket socket)
      : state_(std::move(state)), stream_(std::move(socket)), delay_(stream_.get_executor()) {}

  BeastConnection(const BeastConnection&) = delete;
  BeastConnection& operator=(const BeastConnection&) = delete;

  ~BeastConnection() override {
    const std::lock_guard lock(state_->mutex);
    state_->connections.erase(this);
    if (state_->connections.empty()) {
      state_->all_ended.notify_all();
    }
  }

  void Start() override {
    asio::post(stream_.get_executor(), [self = shared_from_this()] { self->ReadHead(); });
  }

  void Stop() override {
    asio::post(stream_.get_executor(), [self = shared_from_this()] {
      self->stopping_ = true;
      if (self->reading_) {
        self->Close();
      }
      self->delay_.cancel();
    });
  }

 private:
  void ReadHead() {
    if (stopping_) {
      return Close();
    }
    reading_ = true;
    parser_.emplace();
    parser_->body_limit(state_->options.body_bytes_max);
    parser_->header_limit(kHeadBytesMax);
    stream_.expires_after(state_->options.idle_timeout);
    http::async_read_header(stream_, buffer_, *parser_,
                            [self = shared_from_this()](error_code failure, std::size_t) { self->OnHead(failure); });
  }

  void OnHead(error_code failure) {
    if (failure) {
      return RefuseUnread(failure);
    }
    if (parser_->get()[http::field::expect] != "100-continue" || parser_->is_done()) {
      return ReadBody();
    }
    asio::async_write(stream_, asio::buffer(kContinue), [self = shared_from_this()](error_code broken, std::size_t) {
      return broken ? self->Close() : self->ReadBody();
    });
  }

  void ReadBody() {
    http::async_read(stream_, buffer_, *parser_, [self = shared_from_this()](error_code failure, std::size_t) {
      return failure ? self->RefuseUnread(failure) : self->Answer();
    });
  }

  // The request could not be read to its end: says why if the client can still hear it, and ends the connection.
  void RefuseUnread(error_code failure) {
    reading_ = false;
    const bool broken_off = failure == http::error::end_of_stream || failure == http::error::partial_message;
    if (failure == http::error::body_limit) {
      response_ = PlainResponse(413, "the body is larger than this server takes\n");
    } else if (failure == http::error::header_limit) {
      response_ = PlainResponse(431, "the headers are larger than this server takes\n");
    } else if (failure.category() == make_error_code(http::error::bad_method).category() && !broken_off) {
      response_ = PlainResponse(400, "not an HTTP/1.1 request\n");
    } else {
      return Close();
    }
    after_ = After::kDrain;
    with_body_ = true;
    Write();
  }

  void Answer() {
    reading_ = false;
    auto message = parser_->release();
    const bool keep_alive = message.keep_alive();
    const bool head_only = message.method() == http::verb::head;
    response_ = Handle(RequestOf(message));
    if (!IsWritable(response_)) {
      response_ = PlainResponse(500, "the answer cannot be written as HTTP\n");
    }
    with_body_ = !head_only && HasBody(response_);
    after_ =
        keep_alive && !WantsClose(response_) && response_.delivery == Delivery::kWhole ? After::kNext : After::kClose;
    if (response_.delay <= Duration::zero() || stopping_) {
      return Write();
    }
    delay_.expires_after(response_.delay);
    delay_.async_wait([self = shared_from_this()](error_code) { self->Write(); });
  }

  ServerResponse Handle(const ServerRequest& request) {
    try {
      return state_->handler(request);
    } catch (...) {  // Whatever a library threw below; the text may hold anything, so it stays here.
      return PlainResponse(500, "internal error\n");
    }
  }

  static ServerRequest RequestOf(http::request<http::string_body>& message) {
    ServerRequest request;
    request.method = std::string(message.method_string());
    request.target = std::string(message.target());
    for (const auto& field : message) {
      request.headers.push_back({std::string(field.name_string()), std::string(field.value())});
    }
    request.body = std::move(message.body());
    return request;
  }

  void Write() {
    if (response_.delivery == Delivery::kNone) {
      return Close();
    }
    if (stopping_ && after_ == After::kNext) {
      after_ = After::kClose;
    }
    const auto reason = http::obsolete_reason(http::int_to_status(static_cast<unsigned>(response_.status)));
    head_ = ResponseHead(response_, std::string_view(reason.data(), reason.size()),
                         after_ == After::kNext ? Persistence::kKeepAlive : Persistence::kClose);
    std::size_t body_bytes = with_body_ ? response_.body.size() : 0;
    if (response_.delivery == Delivery::kCutInBody) {
      body_bytes /= 2;
    }
    stream_.expires_after(state_->options.idle_timeout);
    const std::array<asio::const_buffer, 2> parts = {asio::buffer(head_), asio::buffer(response_.body, body_bytes)};
    asio::async_write(stream_, parts, [self = shared_from_this()](error_code failure, std::size_t) {
      return failure ? self->Close() : self->OnWritten();
    });
  }

  void OnWritten() {
    switch (after_) {
      case After::kNext:
        return ReadHead();
      case After::kClose:
        return Close();
      case After::kDrain:
        break;
    }
    // Closing while the client still sends would reset the connection and lose the answer on its way.
    error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    stream_.expires_after(kDrainTime);
    reading_ = true;
    Drain();
  }

  void Drain() {
    buffer_.clear();
    stream_.async_read_some(buffer_.prepare(kHeadBytesMax),
                            [self = shared_from_this()](error_code failure, std::size_t bytes) {
                              self->drained_bytes_ += bytes;
                              return failure || self->drained_bytes_ > kDrainBytesMax ? self->Close() : self->Drain();
                            });
  }

  void Close() {
    error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_both, ignored);
    stream_.close();
  }

  enum class After { kNext, kClose, kDrain };

  std::shared_ptr<ServerState> state_;
  beast::tcp_stream stream_;
  asio::steady_timer delay_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  ServerResponse response_;
  std::string head_;
  std::size_t drained_bytes_ = 0;
  After after_ = After::kClose;
  bool with_body_ = true;
  bool reading_ = false;
  bool stopping_ = false;
};

}  // namespace

std::shared_ptr<Connection> MakeConnection(std::shared_ptr<ServerState> state, tcp::socket socket) {
  return std::make_shared<BeastConnection>(std::move(state), std::move(socket));
}

}  // namespace riff
