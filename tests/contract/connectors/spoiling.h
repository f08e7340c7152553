#pragma once

#include <array>
#include <string_view>

#include "engine/net/http_server.h"

namespace riff {

// What a sound answer can be turned into. Only the last can still be understood, and kOtherRowTypes where nothing of
// the list matters.
enum class Spoiling {
  kCutOff,         // Only its first half, with a length that is right.
  kNotText,        // Bytes that are nothing at all.
  kWebPage,        // A page for people, with status 200.
  kOtherTypes,     // The same members, each of another type.
  kOtherRowTypes,  // As kOtherTypes, but only within lists: the frame is sound.
  kUnknownFields,  // More members than anybody knows.
};
inline constexpr std::array kDamages = {Spoiling::kCutOff, Spoiling::kNotText, Spoiling::kWebPage,
                                        Spoiling::kOtherTypes};
std::string_view ToString(Spoiling spoiling);

using SpoilAnswer = void (*)(Spoiling, ServerResponse&);

void SpoilJson(Spoiling spoiling, ServerResponse& answer);

// For an export: another type is a price that is none, an unknown field is a column more. What is no table (a plain
// word of a script) becomes another word.
void SpoilCsv(Spoiling spoiling, ServerResponse& answer);

}  // namespace riff
