#pragma once

#include <span>
#include <string_view>

#include "engine/base/check.h"

namespace riff::fuzz {

// Reads bytes that came from outside, as far as they can be read. It may refuse them; it may not crash, leak, run over
// its memory, take for ever, or break a promise that it checks itself.
struct FuzzTarget {
  std::string_view name;
  void (*run)(std::string_view bytes);
};

std::span<const FuzzTarget> AllFuzzTargets();

void ReadJson(std::string_view bytes);
void ReadXml(std::string_view bytes);
void ReadCsv(std::string_view bytes);
void ReadXlsx(std::string_view bytes);
void ReadConfig(std::string_view bytes);
void ReadHttp(std::string_view bytes);
void ReadGraphql(std::string_view bytes);
void ReadEbay(std::string_view bytes);
void ReadEbayTrading(std::string_view bytes);
void ReadReverb(std::string_view bytes);
void ReadShopify(std::string_view bytes);
void ReadTiktok(std::string_view bytes);
void ReadVr(std::string_view bytes);
void ReadWebhooks(std::string_view bytes);

}  // namespace riff::fuzz
