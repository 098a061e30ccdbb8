// Hashes of keys, made byte by byte, so that those of all beginnings of a word cost
// no more than that of the word, and so for its ends.
//
//   std::uint64_t key = extend_key(0, "new");
//   key = extend_key(key, "york");              // key_hash("new york")
//   key = roll(key, 'l');                       // key_hash("new yorkl")
//
// Part of the format of compiled gazetteers (compiled_format.h).
#pragma once

#include <cstdint>
#include <string_view>

namespace byname {

inline constexpr std::uint64_t kEmptyKey = 0xcbf29ce484222325ULL;

// Every step is a bijection of the hash. The upper half is the better mixed one.
inline std::uint64_t roll(std::uint64_t hash, char byte) {
  return (hash ^ static_cast<unsigned char>(byte)) * 0x9e3779b97f4a7c15ULL;
}

inline std::uint64_t roll(std::uint64_t hash, std::string_view bytes) {
  const char* at = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= 4; at += 4, left -= 4)
    hash = roll(roll(roll(roll(hash, at[0]), at[1]), at[2]), at[3]);
  for (; left > 0; ++at, --left) hash = roll(hash, *at);
  return hash;
}

// The hash of folded tokens joined by blanks.
inline std::uint64_t key_hash(std::string_view key) { return roll(kEmptyKey, key); }

// The hash of a key followed by one more token; 0 stands for no key at all.
inline std::uint64_t extend_key(std::uint64_t key, std::string_view token) {
  return roll(key == 0 ? kEmptyKey : roll(key, ' '), token);
}

// The hash of an end, from its last byte to its first.
inline std::uint64_t tail_hash(std::string_view tail) {
  std::uint64_t hash = kEmptyKey;
  for (std::size_t i = tail.size(); i-- > 0;) hash = roll(hash, tail[i]);
  return hash;
}

}  // namespace byname
