#include <chrono>

#include "connectors/vr/vr_connector.h"
#include "tests/contract/connectors/rig.h"

namespace riff {
namespace {

Kit KitOf(const vr::Config& config) {
  return Kit{vr::OriginsOf(config), vr::IsReading, vr::RatesOf(config), vr::RateClassOf,
             [config](Channel channel, Transport& transport, Clock& clock, TokenVault& vault, Access access) {
               return vr::MakeConnector(channel, config, vr::Parts{transport, clock, vault}, access);
             }};
}

RigSpec VrRig() {
  RigSpec rig;
  rig.platform = Platform::kVr;
  rig.category = "Guitars>Electric solid body";
  rig.unknown = RemoteId("999999");
  rig.path_sign = "line ";
  rig.spoil = SpoilCsv;
  rig.rows_per_page = 2;  // There are no pages: any number will do.
  rig.deviations = {
      {Deviation::kOneOrderALine,
       "there are no orders: each row that says sold is a sale of its own (README of connectors/vr)"},
      {Deviation::kSaleHasNoStates, "the export says sold or not sold, and nothing else (README of connectors/vr)"},
  };
  return rig;
}

}  // namespace

RigSpec VrSiteRig() {
  RigSpec rig = VrRig();
  rig.name = "VrSite";
  rig.make_face = sim::MakeVrFace;
  rig.kit = [](const sim::Credentials& credentials, const std::string&) {
    vr::Config config;
    config.url = "https://vr.test";
    config.user = credentials.Key("user");
    config.password = Secret(credentials.Key("password"));
    return KitOf(config);
  };
  rig.session_operations = {"vr.session.login", "vr.export.page"};
  rig.calls_to_list = [](std::size_t) { return std::size_t{1}; };
  rig.calls_to_set = [](std::size_t n) { return n; };  // There is no bulk call.
  rig.deviations[Deviation::kUnknownIdIsAccepted] =
      "mark_as_sold answers true, false or nothing whatever it did, so that only a read-back tells "
      "(tommytoolman/inventory_system, 866796c)";
  return rig;
}

RigSpec VrFolderRig() {
  RigSpec rig = VrRig();
  rig.name = "VrFolder";
  rig.kit = [](const sim::Credentials&, const std::string& folder) {
    vr::Config config;
    config.folder = folder;
    return KitOf(config);
  };
  rig.calls_to_list = [](std::size_t) { return std::size_t{0}; };
  rig.calls_to_set = [](std::size_t) { return std::size_t{0}; };
  rig.deviations[Deviation::kNoWire] = "a folder is read and written in place (README of connectors/vr)";
  rig.deviations[Deviation::kProductionHasNoWriter] =
      "the production folder holds the seller's own export, which is never written (README of connectors/vr)";
  return rig;
}

}  // namespace riff
