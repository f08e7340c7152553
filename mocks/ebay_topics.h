#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "mocks/ebay_call.h"
#include "mocks/ebay_errors.h"
#include "mocks/ebay_tokens.h"

// What the two halves of eBay's Notification API share: its topics, and the shape of its answers.
namespace riff::sim {

struct EbayTopic {
  std::string_view id;
  EbayTokens::Holder holder;  // Whose token may subscribe to it.
};
inline constexpr std::array kEbayTopics = {
    EbayTopic{"MARKETPLACE_ACCOUNT_DELETION", EbayTokens::Holder::kApplication},
    EbayTopic{"ORDER_CONFIRMATION", EbayTokens::Holder::kUser},
    EbayTopic{"ITEM_MARKED_SHIPPED", EbayTokens::Holder::kUser},
    EbayTopic{"ORDER_CANCELLATION_ACTIVITY", EbayTokens::Holder::kUser},
};

ServerResponse NotificationRefusal(int status, int id, std::string message);
ServerResponse NoNotificationConfig();  // 409 / 195003
// 201 with the new thing's address.
ServerResponse NotificationCreated(const EbayCall& call, const std::string& id);
// All rows on one page; a refusal for a limit outside 10 to 100, or for a token that leads to another page.
ServerResponse NotificationList(const EbayCall& call, std::string_view name, const std::vector<std::string>& rows);
// What eBay takes as a verification token: 32 to 80 letters, digits, hyphens or underscores.
bool IsVerificationToken(std::string_view token);

}  // namespace riff::sim
