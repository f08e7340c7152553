#pragma once

#include <memory>
#include <string>

#include "engine/net/http_server.h"
#include "mocks/credentials.h"
#include "mocks/faults.h"
#include "mocks/market.h"
#include "mocks/mock_clock.h"
#include "mocks/webhook_outbox.h"

// Everything under mocks/ is in riff::sim, platform faces included: connectors live in riff::<platform> and are linked
// into the same tests.
namespace riff::sim {

enum class Effect { kReads, kChanges };

// What a request is, told from the request alone and before anything is checked: the operation's name is
// "<platform>.<thing>.<verb>" ("reverb.listing.update", "ebay.offer.publish", "shopify.inventory.set"), and kChanges
// for everything that could change the seller's account if it were accepted (never for a token call or a login). What
// the face does not know is "<platform>.unknown", and kChanges unless it is a GET.
struct Classified {
  std::string operation;
  Effect effect = Effect::kReads;
};

// What a face works on. All outlive the face.
struct FaceParts {
  Market& market;
  MockClock& clock;
  Faults& faults;
  const Credentials& credentials;
  WebhookSender post = {};  // Reaches a receiver at once, for a challenge; empty: nobody answers.
};

// One platform's wire as a client sees it: paths, headers, signatures, bodies, errors, paging, quirks. It keeps nothing
// but what the platform keeps beside listings and orders (sessions, tokens it minted, feeds); listings and orders are
// the Market's. Its constructor declares its knobs and face faults to `parts.faults`. Absolute links are built from the
// request's Host header. One thread at a time.
class Face {
 public:
  virtual ~Face() = default;

  virtual Classified Classify(const ServerRequest& request) const = 0;

  // Never throws, whatever arrives; hostile or broken input gets the answer the platform would give. No generic fault
  // is its business. Any `delay` it wants goes into the response.
  virtual ServerResponse Answer(const ServerRequest& request) = 0;

  // Called for each listing of the catalogue before it is added: fill in what the platform would have (its category for
  // the catalogue's word in content.category, extras). The words are: "electric guitar", "acoustic guitar", "bass
  // guitar", "amplifier", "effect pedal", "keyboard", "drum", "strings", "cable", "accessory".
  virtual void Adopt(MarketListing& listing) const { (void)listing; }

  // Carries out what has become due on the clock (a publication, an audit, an expiry). Called before every request and
  // before anybody looks at the market from the control address.
  virtual void Settle() {}

  // What the platform still has to send; null for one that sends nothing. Whoever owns the face takes from it and sends
  // (MockChannel::SendWebhooks).
  virtual WebhookOutbox* webhooks() { return nullptr; }

  // Makes a receiver known as if the seller had subscribed it, without the calls that would do so; an earlier one set
  // in this way is forgotten. kUnsupported for a platform that sends nothing; kRejected when the platform would not
  // have it.
  virtual Result<void> Subscribe(const WebhookReceiver& receiver) {
    (void)receiver;
    return Fail(ErrorKind::kUnsupported, "this platform sends no web-hooks");
  }
};

// One function a platform, each in its own <platform>_face.cc.
std::unique_ptr<Face> MakeEbayFace(const FaceParts& parts);
std::unique_ptr<Face> MakeReverbFace(const FaceParts& parts);
std::unique_ptr<Face> MakeShopifyFace(const FaceParts& parts);
std::unique_ptr<Face> MakeTiktokFace(const FaceParts& parts);
std::unique_ptr<Face> MakeVrFace(const FaceParts& parts);

// The face for `parts.market.channel().platform`.
std::unique_ptr<Face> MakeFace(const FaceParts& parts);

}  // namespace riff::sim
