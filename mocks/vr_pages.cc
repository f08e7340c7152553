#include "mocks/vr_pages.h"

#include <array>
#include <utility>

#include "mocks/vr_words.h"

namespace riff::sim {
namespace {

std::string Input(std::string_view type, std::string_view name, std::string_view value) {
  return "<input type=\"" + std::string(type) + "\" name=\"" + std::string(name) + "\" value=\"" + EscapeHtml(value) +
         "\">\n";
}

int DepthOf(const VrCategory& category) {
  const VrCategory* parent = FindVrCategory(category.parent);
  return parent == nullptr ? 0 : DepthOf(*parent) + 1;
}

// One select a level. A browser shows only the options below what is chosen; the page carries them all.
std::string CategorySelects() {
  constexpr int kLevels = 3;
  std::string selects;
  for (int level = 0; level < kLevels; ++level) {
    selects += "<select name=\"categ_level_" + std::to_string(level) + "\"><option value=\"\">Select</option>";
    for (const VrCategory& category : VrCategories()) {
      if (DepthOf(category) == level) {
        selects += "<option value=\"" + std::to_string(category.id) + "\" data-parent=\"" +
                   std::to_string(category.parent) + "\">" + EscapeHtml(category.name) + "</option>";
      }
    }
    selects += "</select>\n";
  }
  return selects;
}

std::string WholePrice(Money price) {
  const std::string decimal = FormatDecimal(price);
  return decimal.substr(0, decimal.find('.'));
}

}  // namespace

std::string EscapeHtml(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '&':
        escaped += "&amp;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

ServerResponse VrPage(int status, std::string_view title, const std::string& body) {
  ServerResponse response;
  response.status = status;
  response.headers.push_back({"Content-Type", "text/html; charset=UTF-8"});
  response.body = "<!DOCTYPE html><html><head><title>" + std::string(title) + "</title></head><body>\n" + body +
                  "\n</body></html>\n";
  return response;
}

ServerResponse VrRedirect(const std::string& location) {
  ServerResponse response = VrPage(302, "Moved", "");
  response.headers.push_back({"Location", location});
  return response;
}

ServerResponse VrLoginPage() {
  return VrPage(200, "Sign in",
                "<form action=\"/do_login\" method=\"post\" id=\"login_form\">" + Input("text", "username", "") +
                    Input("password", "pass", "") + Input("hidden", "open_where", "header") + "</form>");
}

ServerResponse VrAccountPage() {
  return VrPage(200, "Your account", "<a href=\"/logout\">Logout</a> <a href=\"/instruments/show\">Your items</a>");
}

ServerResponse VrExportPage() {
  return VrPage(200, "Export inventory",
                "<a href=\"/logout\">Logout</a> "
                "<a href=\"/instruments/export_inventory/export_inventory\">Download your inventory</a>");
}

ServerResponse VrNotFoundPage() { return VrPage(404, "404 Page Not Found", "<h1>404 Page Not Found</h1>"); }

ServerResponse VrForbiddenPage() {
  return VrPage(200, "Forbidden", "<div class=\"error\">This item is forbidden to you</div>");
}

ServerResponse VrSuccessPage() {
  return VrPage(200, "Published", "<p>Your item is now published and live on vintageandrare.com</p>");
}

ServerResponse VrErrorsPage(const std::vector<std::string>& errors) {
  std::string body;
  for (const std::string& error : errors) {
    body += "<div class=\"error\">" + EscapeHtml(error) + "</div>\n";
  }
  return VrPage(200, "Add an item", body);
}

ServerResponse VrChallengePage() {
  ServerResponse response = VrPage(403, "Just a moment...", "<div id=\"challenge\">Checking your browser</div>");
  response.headers.push_back({"cf-mitigated", "challenge"});
  return response;
}

ServerResponse VrMaintenancePage() { return VrPage(503, "Maintenance", "<h1>We will be back soon</h1>"); }

ServerResponse VrFormPage(const MarketListing* listing, std::string_view unique_id) {
  const MarketListing blank;
  const MarketListing& shown = listing == nullptr ? blank : *listing;
  const ListingContent& content = shown.content;
  const std::string action = "/instruments/add_edit_item" + (listing == nullptr ? "" : "/" + shown.remote.text());
  std::string form = "<a href=\"/logout\">Logout</a>\n<form id=\"frm_step1\" method=\"post\" action=\"" + action +
                     "\" enctype=\"multipart/form-data\">\n";
  const std::array<std::pair<std::string_view, std::string>, 7> hidden = {{{"product_id", shown.remote.text()},
                                                                           {"owner_id", "501"},
                                                                           {"unique_id", std::string(unique_id)},
                                                                           {"version", "v4"},
                                                                           {"added_completed", "yes"},
                                                                           {"section", ""},
                                                                           {"has_media", "0"}}};
  for (const auto& [name, value] : hidden) {
    form += Input("hidden", name, value);
  }
  const std::array<std::pair<std::string_view, std::string>, 7> fields = {
      {{"recipient_name", content.brand},
       {"model_name", content.model},
       {"year", content.year},
       {"finish_color", content.finish},
       {"external_url", ExtraOf(shown.extras, "external_link")},
       {"external_id", ""},
       {"price", listing == nullptr ? "" : WholePrice(shown.price)}}};
  for (const auto& [name, value] : fields) {
    form += Input("text", name, value);
  }
  // The rich editor fills this in by script; the page as it comes never holds the text.
  form += "<textarea name=\"item_desc\"></textarea>\n" + CategorySelects() + "</form>";
  return VrPage(200, "Add or edit an item", form);
}

ServerResponse VrShowPage(const std::vector<const MarketListing*>& newest) {
  std::string list = "<a href=\"/logout\">Logout</a>\n<ul>\n";
  for (const MarketListing* listing : newest) {
    list += "<li><a href=\"/product/" + listing->remote.text() + "\">" + EscapeHtml(listing->content.brand) + " " +
            EscapeHtml(listing->content.model) + "</a></li>\n";
  }
  return VrPage(200, "Your items", list + "</ul>");
}

}  // namespace riff::sim
