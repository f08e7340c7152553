#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/net/http_server.h"
#include "mocks/market.h"

// The HTML that a dealer's browser would see on V&R.
namespace riff::sim {

ServerResponse VrPage(int status, std::string_view title, const std::string& body);
ServerResponse VrRedirect(const std::string& location);

ServerResponse VrLoginPage();    // 200: what a wrong password and a lost session look like.
ServerResponse VrAccountPage();  // Has a "Logout".
ServerResponse VrExportPage();
ServerResponse VrNotFoundPage();   // 404.
ServerResponse VrForbiddenPage();  // 200: somebody else's item, or a deleted one.
ServerResponse VrSuccessPage();    // "Your item is now published and live on vintageandrare.com"
ServerResponse VrErrorsPage(const std::vector<std::string>& errors);  // 200, a "div" with class "error" each.
ServerResponse VrChallengePage();                                     // 403 with cf-mitigated: challenge.
ServerResponse VrMaintenancePage();                                   // 503.

// The form to add (null) or edit a listing; the description is never filled in.
ServerResponse VrFormPage(const MarketListing* listing, std::string_view unique_id);

// The newest own items, newest first.
ServerResponse VrShowPage(const std::vector<const MarketListing*>& newest);

std::string EscapeHtml(std::string_view text);

}  // namespace riff::sim
