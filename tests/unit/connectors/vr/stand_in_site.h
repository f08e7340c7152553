#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "connectors/http/transport.h"
#include "connectors/http/url.h"
#include "tests/unit/connectors/vr/export_files.h"

namespace riff::vr {

// A small site that behaves as V&R's dealer pages are known to: sessions by cookie, an export that wants its page seen
// first, a form with a use-once id and an empty description, script calls whose answers mean little. What it answers to
// a form or a mark is set by the test, apart from what it does.
class StandInSite {
 public:
  Result<HttpResponse> Answer(const HttpRequest& request) {
    const std::string path = SplitUrl(request.url)->path;
    ++calls[path.substr(0, path.find_last_not_of("0123456789") + 1)];
    if (challenges) return HttpResponse{403, {{"cf-mitigated", "challenge"}}, "<html>Just a moment...</html>"};
    if (path == "/do_login") return LogIn(request);
    if (session.empty() || HeaderOf(request.headers, "Cookie") != "PHPSESSID=" + session) return LoginPage();
    if (path == "/account") return Html("<a>Logout</a>");
    if (path == "/instruments/export_inventory") {
      page_seen = session;
      return Html("<a>Logout</a>");
    }
    if (path == "/instruments/export_inventory/export_inventory") return Export(request);
    if (path.starts_with("/instruments/add_edit_item")) return FormOf(request, path);
    if (path.starts_with("/ajax/")) return Script(request, path);
    return HttpResponse{404, {}, ""};
  }

  ExportRow* RowOf(const std::string& id) {
    for (ExportRow& row : rows) {
      if (row.id == id) return &row;
    }
    return nullptr;
  }

  // Knobs.
  bool challenges = false;
  bool refuses_login = false;
  std::string password = "secret";
  std::function<Result<HttpResponse>()> submit_reply = [] {
    return HttpResponse{200, {}, "Your item is now published and live on vintageandrare.com"};
  };
  bool drops_submits = false;
  std::string mark_reply = "true";
  bool drops_links = false;
  bool hides_new_rows = false;
  std::string brand_reply = "17";
  std::function<std::string(std::string)> export_filter = [](std::string text) { return text; };
  int sessions_to_kill = 0;  // The next requests find their session gone.
  std::string form_fields =
      R"(<input name="recipient_name" value="Example"><input name="year" value="1966"><select name="categ_level_0">)"
      R"(<option value="51" selected>Guitars</option></select><input type="checkbox" name="local_pickup" value="yes">)";

  // What happened.
  std::vector<ExportRow> rows;
  std::vector<ExportRow> hidden;
  std::map<std::string, int> calls;  // By path without the digits at its end.
  std::map<std::string, std::string> last_form;
  std::string session;
  int logins = 0;

  static Result<HttpResponse> Html(const std::string& body) {
    return HttpResponse{200, {{"Content-Type", "text/html"}, {"Date", "Tue, 01 Sep 2026 10:00:00 GMT"}}, body};
  }
  static Result<HttpResponse> LoginPage() {
    return Html(R"(<form action="/do_login"><input name="username"><input type="password" name="pass"></form>)");
  }

 private:
  Result<HttpResponse> LogIn(const HttpRequest& request) {
    const QueryPairs form = *DecodeQuery(request.body);
    std::map<std::string, std::string> fields(form.begin(), form.end());
    if (refuses_login || fields["username"] != "dealer" || fields["pass"] != password) return LoginPage();
    ++logins;
    session = "s" + std::to_string(logins);
    if (sessions_to_kill > 0) {
      --sessions_to_kill;
      const std::string cookie = std::exchange(session, "");
      return HttpResponse{302, {{"Location", "/account"}, {"Set-Cookie", "PHPSESSID=" + cookie + "; Path=/"}}, ""};
    }
    return HttpResponse{302,
                        {{"Set-Cookie", "other=1"},
                         {"Location", "/account"},
                         {"Set-Cookie", "PHPSESSID=" + session + "; HttpOnly; Path=/"}},
                        ""};
  }

  Result<HttpResponse> Export(const HttpRequest& request) {
    const bool comes_from_page = HeaderOf(request.headers, "Referer").ends_with("/instruments/export_inventory");
    if (!comes_from_page || page_seen != session) return HttpResponse{404, {}, "<html>"};
    return HttpResponse{200, {{"Content-Type", "text/csv"}}, export_filter(ExportFile(rows))};
  }

  Result<HttpResponse> FormOf(const HttpRequest& request, const std::string& path) {
    const std::string id = path.size() > 26 ? path.substr(27) : "";
    const bool is_known = id.empty() || RowOf(id) != nullptr || IsHidden(id);
    if (!is_known) return Html("<p>Forbidden</p><a>Logout</a>");
    if (request.method == HttpMethod::kGet) {
      return Html(R"(<a>Logout</a><form name="frm_step1"><input type="hidden" name="product_id" value=")" + id +
                  R"("><input type="hidden" name="unique_id" value="u1">)" + form_fields +
                  R"(<textarea name="item_desc"></textarea></form>)");
    }
    ReadForm(request);
    if (!drops_submits) Store(id);
    return submit_reply();
  }

  void ReadForm(const HttpRequest& request) {
    last_form.clear();
    const std::string type(HeaderOf(request.headers, "Content-Type"));
    const std::string cut = "--" + type.substr(type.find("boundary=") + 9);
    std::size_t at = request.body.find(cut);
    while (at != std::string::npos) {
      const std::size_t end = request.body.find(cut, at + 1);
      const std::string part = request.body.substr(at, end == std::string::npos ? end : end - at);
      const std::size_t name = part.find("name=\"");
      const std::size_t value = part.find("\r\n\r\n");
      if (name != std::string::npos && value != std::string::npos) {
        last_form[part.substr(name + 6, part.find('"', name + 6) - name - 6)] =
            part.substr(value + 4, part.size() - value - 6);
      }
      at = end;
    }
  }

  void Store(const std::string& id) {
    ExportRow made;
    made.id = std::to_string(125'000 + rows.size() + hidden.size());
    ExportRow* row = id.empty() ? &made : RowOf(id);
    row->model = last_form["model_name"];
    row->price = last_form["price"].substr(0, last_form["price"].find('.'));
    row->description = "\"" + last_form["item_desc"] + "\"";
    if (id.empty()) row->link = drops_links ? "" : last_form["external_url"];
    if (id.empty()) (hides_new_rows ? hidden : rows).push_back(made);
  }

  bool IsHidden(const std::string& id) const {
    for (const ExportRow& row : hidden) {
      if (row.id == id) return true;
    }
    return false;
  }

  Result<HttpResponse> Script(const HttpRequest& request, const std::string& path) {
    if (HeaderOf(request.headers, "X-Requested-With") != "XMLHttpRequest") return HttpResponse{403, {}, "<html>"};
    if (path == "/ajax/check_brand_exists") return HttpResponse{200, {}, brand_reply};
    const std::string id = request.body.substr(request.body.find('=') + 1);
    if (ExportRow* row = RowOf(id)) row->sold = path.starts_with("/ajax/mark_as_sold/") ? "yes" : "no";
    return HttpResponse{200, {}, mark_reply};
  }

  std::string page_seen;
};

}  // namespace riff::vr
