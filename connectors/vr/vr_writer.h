#pragma once

#include <memory>

#include "connectors/vr/vr_folder.h"
#include "connectors/vr/vr_site.h"
#include "engine/port/connector.h"

namespace riff::vr {

// Both writers: a listing shows one unit or none, so a quantity above one is kRejected, 0 and ending mark it as sold,
// and 1 and relisting restore it. A product with several units shows one of them. Pausing is kUnsupported.

// Writes the spreadsheet of our own sandbox: all writes of one call in one new file. A creation gives the next id, and
// is known by it at once.
std::unique_ptr<ChannelWriter> MakeFolderWriter(std::unique_ptr<Folder> folder);

// Writes a stand-in site as a browser would, one request after another, in the session it shares with the readers.
//
// What the site answers is advice: a listing is marked, restored, edited or made when a later export shows it. Only a
// page of validation errors is a refusal (kRejected). A creation is kAccepted without an id when the site said yes
// (with one, when it led to it), and kAmbiguous when it said anything else. Before it makes anything, a fresh export is
// searched for the SKU's marker, and a creation that may have been sent is not sent again before the slowest export
// would have shown it (kUnavailable until then). An edit sends the whole form; the description, which the form does not
// show, comes from the change, else from what was last sent, else from the export.
std::unique_ptr<ChannelWriter> MakeSiteWriter(std::shared_ptr<Site> site, std::unique_ptr<SnapshotSource> source,
                                              Clock& clock, Duration index_lag);

}  // namespace riff::vr
