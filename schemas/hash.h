// The one hash of the project: 64-bit, stable across machines and versions.
// It is written to disk (uids, clusters, long terms), so it never changes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace byname {

// FNV-1a over 8-byte words with a final mix (Vigna's splitmix64 finaliser).
// Not for use against an adversary.
std::uint64_t hash64(std::string_view bytes, std::uint64_t seed = 0);

std::string hex16(std::uint64_t value);

}  // namespace byname
