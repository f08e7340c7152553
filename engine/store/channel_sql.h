#pragma once

#include "engine/port/channel_table.h"
#include "engine/store/session.h"

namespace riff {

class SqlChannelTable final : public ChannelTable {
 public:
  explicit SqlChannelTable(Session& session) : session_(session) {}

  Result<ChannelState> Get(Channel channel) override;
  Result<void> Save(const ChannelState& state) override;

 private:
  Session& session_;
};

}  // namespace riff
