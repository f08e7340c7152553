#pragma once

#include <string>

namespace riff::ebay {

// Notifications signed with a key made for these tests alone: there is nothing in the engine that could sign. Made with
// `openssl dgst -sha1 -sign`, over the bytes as they stand here.
struct SignedNotification {
  std::string body;
  std::string signature;  // DER, in base 64.
};

inline const std::string kTestKeyPem =
    "-----BEGIN PUBLIC "
    "KEY-----MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE8ztVbajJGvyZJLCllah6TVG905k2m3geZH6qeZLSvhbg4VP/"
    "j1PF6QpYLQxZ5zcYfEtk+A47t0pYYSOY5claZA==-----END PUBLIC KEY-----";

inline const SignedNotification kOrder = {
    R"({"metadata":{"topic":"ORDER_CONFIRMATION","schemaVersion":"1.0","deprecated":false},"notification":{"notificationId":"n-1","eventDate":"2026-11-20T10:19:23.462Z","publishDate":"2026-11-20T10:19:23.679Z","publishAttemptCount":1,"data":{"user":{"userId":"ma8"},"order":{"orderId":"12-34567-89012","lineItems":[{"lineItemId":"1"}]}}}})",
    "MEUCIQCf5N2Tgp1hXx22EmmVcYZDr7lo2zMFF3dTolljec3fHgIgOj3Y653fG9/dSDSOE08YJoH+E9P4F1268+4vQR1KQpE="};

inline const SignedNotification kFlatOrder = {
    R"({"metadata":{"topic":"ORDER_CANCELLATION_ACTIVITY","schemaVersion":"1.0","deprecated":false},"notification":{"notificationId":"n-1","eventDate":"2026-11-20T10:19:23.462Z","publishDate":"2026-11-20T10:19:23.679Z","publishAttemptCount":1,"data":{"orderId":"12-34567-89013"}}})",
    "MEYCIQDXjAx0Q5TvHcNUzGaC3vk+xbv60/Aw5k4dLezAcaPVqgIhANjoNM9Z49Wo75I9PdA/wnmbdEKdV6h6lyth2XUX/2wa"};

inline const SignedNotification kUnnamedOrder = {
    R"({"metadata":{"topic":"ITEM_MARKED_SHIPPED","schemaVersion":"1.0","deprecated":false},"notification":{"notificationId":"n-1","eventDate":"2026-11-20T10:19:23.462Z","publishDate":"2026-11-20T10:19:23.679Z","publishAttemptCount":1,"data":{"orderId":"../token","note":null}}})",
    "MEUCIFybJ9D7YqYTh5C+zATEuQgX8XK6zVC8BlNP+bijFYY9AiEA7dP7hExH7MezBfCjvAofWNfA34VBhP0xigUi4m9aRls="};

inline const SignedNotification kListing = {
    R"({"metadata":{"topic":"ITEM_AVAILABILITY","schemaVersion":"1.0","deprecated":false},"notification":{"notificationId":"n-1","eventDate":"2026-11-20T10:19:23.462Z","publishDate":"2026-11-20T10:19:23.679Z","publishAttemptCount":1,"data":{"itemId":"v1|110390284325|0","availability":{"status":"OUT_OF_STOCK"}}}})",
    "MEUCIQDZEPnSfMf9XjzioP02e1qL1wuGeGAHQsoOfmqcnab62AIgczQxAyDk7sOgvinYbkYS44HrVrR87xs4/5TPU1E3wyw="};

inline const SignedNotification kNumberedListing = {
    R"({"metadata":{"topic":"LISTING","schemaVersion":"1.0","deprecated":false},"notification":{"notificationId":"n-1","eventDate":"2026-11-20T10:19:23.462Z","publishDate":"2026-11-20T10:19:23.679Z","publishAttemptCount":1,"data":{"listing":{"listingId":110390284326}}}})",
    "MEYCIQD64IY91sp6bnxD0yJp2YN1XRoBveq+RW/DNW6EFGaTIwIhAOEPmjjXe3JV0SLVvdoRIBehLpjF5kwp7jW+zzdGN//x"};

inline const SignedNotification kUnnamedListing = {
    R"({"metadata":{"topic":"ITEM_PRICE_REVISION","schemaVersion":"1.0","deprecated":false},"notification":{"notificationId":"n-1","eventDate":"2026-11-20T10:19:23.462Z","publishDate":"2026-11-20T10:19:23.679Z","publishAttemptCount":1,"data":{"itemId":"v1|abc|0"}}})",
    "MEUCIQCF3NaiZOSnamQNegLA8g1bTjAKltZ/9yhDg3J/7OPJ5gIgAKOunjdnnfNWlrDQBq9pzmOVz0b3Np+2P7DPDw0FLuM="};

inline const SignedNotification kRevoked = {
    R"({"metadata":{"topic":"AUTHORIZATION_REVOCATION","schemaVersion":"1.0","deprecated":false},"notification":{"notificationId":"n-1","eventDate":"2026-11-20T10:19:23.462Z","publishDate":"2026-11-20T10:19:23.679Z","publishAttemptCount":1,"data":{"username":"test_user"}}})",
    "MEYCIQCfbEiSQ6YrZ+XX5etH/ZrThzp3wD1gxl8IH2+1aw+Q1wIhANXeVqLAsqmVi7z9NWuBKBOWNBsXA+EG9n0YahTgyLMd"};

inline const SignedNotification kUnknownTopic = {
    R"({"metadata":{"topic":"PRIORITY_LISTING_REVISION","schemaVersion":"1.0","deprecated":false},"notification":{"notificationId":"n-1","eventDate":"2026-11-20T10:19:23.462Z","publishDate":"2026-11-20T10:19:23.679Z","publishAttemptCount":1,"data":{}}})",
    "MEUCIG96UMjsBNBnOxv1cnxAewc+Y2Uv0tagVrEZM/63zRgNAiEAnImXKYutPlvmIx4kmPmJyJema9vURfqSW0Xv3QxquDY="};

inline const SignedNotification kNoJson = {
    R"(this is no JSON)",
    "MEUCIC0K5qMk9aQ06fwCUG4ZhqwRisfeJZPLweaQzg8GA/zbAiEA2+WVhyAG+8QTThi43VKlAs2iGKcT8HnSkml5JaU6qmc="};

inline const SignedNotification kNoTopic = {
    R"({"metadata":{},"notification":{"notificationId":"n-1"}})",
    "MEUCIFYLekAETBfegZkXVc4vSRZRavTMiq48Dmcak6zaqKRkAiEAtvXlx7tUjm2PhPFDXYbJ+NdtiWa/VSwKNmtoyWF0AtY="};

inline const SignedNotification kNoNotification = {
    R"({"metadata":{"topic":"ORDER_CONFIRMATION"}})",
    "MEQCIG634jTZz/BMzGBk6t8kLVgxgHi7pXlEtw1pFrWokzuSAiBFIWtQ5+e0jw/IAWDV0rtpdzQ6aMzCgl7GvX9rWejdpA=="};

// Over SHA-256 of the same body as kOrder.
inline const std::string kOrderSignatureSha256 =
    "MEUCIQC62YiWpPTLvxI/4FuMlB40fcusy9FOzSWWu32cjlsXgwIgfNdg4ma80Y1Wupmzl6W2gKpqhIAs1gwN8CFRJ471hew=";

}  // namespace riff::ebay
