#include "schemas/hash.h"

#include <cstring>

namespace byname {
namespace {

std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

// Little-endian whatever the machine, since the result goes to disk.
std::uint64_t load(const char* p, std::size_t n) {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < n; ++i)
    word |= static_cast<std::uint64_t>(static_cast<unsigned char>(p[i])) << (8 * i);
  return word;
}

}  // namespace

std::uint64_t hash64(std::string_view bytes, std::uint64_t seed) {
  std::uint64_t hash = 0xcbf29ce484222325ULL ^ mix(seed + bytes.size());
  const char* p = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= 8; p += 8, left -= 8) hash = (hash ^ mix(load(p, 8))) * 0x100000001b3ULL;
  if (left) hash = (hash ^ mix(load(p, left) + left)) * 0x100000001b3ULL;
  return mix(hash);
}

std::string hex16(std::uint64_t value) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string result(16, '0');
  for (int i = 15; i >= 0; --i, value >>= 4) result[static_cast<std::size_t>(i)] = kDigits[value & 15];
  return result;
}

}  // namespace byname
