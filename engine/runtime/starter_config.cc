#include "engine/runtime/config.h"

namespace riff {

std::string StarterConfig() {
  return R"(# RIFF's configuration. Every key, with its meaning: docs/configuration.md
# Secrets are never written here: "env:NAME" takes an environment variable, "file:PATH" a file beside this one.

[store]
url = "sqlite:riff.db"

[sync]
interval = "5m"
settle_time = "10m"        # How long a disagreement may last before it needs a write or a to-do item.
raise = "two_reads"        # Or "ask".
create = "ask"             # Or "auto".
relist = "ask"             # Or "auto".
blast_radius = { listings = 5, share = 0.20 }

# A platform starts in stage "hybrid": production is read, only the sandbox is written.

# [platforms.reverb]
# stage = "hybrid"
# production = { url = "https://api.reverb.com/api", token = "env:REVERB_TOKEN" }
# sandbox    = { url = "https://sandbox.reverb.com/api", token = "env:REVERB_SANDBOX_TOKEN" }
# policy     = { price_factor = 1.0, buffer = 0, max_shown = 0 }

# [platforms.ebay]
# production = { url = "https://api.ebay.com", client_id = "…", client_secret = "env:EBAY_SECRET", refresh_token = "env:EBAY_REFRESH", marketplace = "EBAY_US" }
# sandbox    = { url = "https://api.sandbox.ebay.com", client_id = "…", client_secret = "env:EBAY_SANDBOX_SECRET", refresh_token = "env:EBAY_SANDBOX_REFRESH", marketplace = "EBAY_US", location = "WH1", fulfillment_policy = "…", payment_policy = "…", return_policy = "…", category = "33034" }

# [platforms.shopify]
# production = { shop = "your-shop", token = "env:SHOPIFY_TOKEN", location = "501" }
# sandbox    = { shop = "your-dev-shop", token = "env:SHOPIFY_SANDBOX_TOKEN", location = "601" }

# [platforms.tiktok]
# production = { url = "https://open-api.tiktokglobalshop.com", auth_url = "https://auth.tiktok-shops.com", app_key = "…", app_secret = "env:TIKTOK_SECRET", access_token = "env:TIKTOK_ACCESS", refresh_token = "env:TIKTOK_REFRESH", shop_cipher = "…", warehouse = "…" }
# sandbox    = { … the same keys, of a development shop … }

# [platforms.vr]
# production = { folder = "vr/production" }   # The seller's own CSV export, dropped there by a person.
# sandbox    = { folder = "vr/sandbox" }
)";
}

}  // namespace riff
