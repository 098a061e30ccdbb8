#include "schemas/hash.h"

#include <bit>
#include <cstring>

namespace byname {
namespace {

std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

// Little-endian, since the result goes to disk.
static_assert(std::endian::native == std::endian::little);
template <typename Word>
std::uint64_t load(const char* p) {
  Word word;
  std::memcpy(&word, p, sizeof word);
  return word;
}

// The last `left` (1..7) of `size` bytes that end at `end`, without a loop.
std::uint64_t load_rest(const char* end, std::size_t left, std::size_t size) {
  if (size >= 8) return load<std::uint64_t>(end - 8) >> (8 * (8 - left));
  if (left >= 4)
    return load<std::uint32_t>(end - left) | load<std::uint32_t>(end - 4) << (8 * (left - 4));
  std::uint64_t word = load<std::uint8_t>(end - left);
  if (left > 1) word |= load<std::uint8_t>(end - left + 1) << 8;
  if (left > 2) word |= load<std::uint8_t>(end - 1) << 16;
  return word;
}

}  // namespace

std::uint64_t hash64(std::string_view bytes, std::uint64_t seed) {
  std::uint64_t hash = 0xcbf29ce484222325ULL ^ mix(seed + bytes.size());
  const char* p = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= 8; p += 8, left -= 8)
    hash = (hash ^ mix(load<std::uint64_t>(p))) * 0x100000001b3ULL;
  if (left) hash = (hash ^ mix(load_rest(p + left, left, bytes.size()) + left)) * 0x100000001b3ULL;
  return mix(hash);
}

std::string hex16(std::uint64_t value) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string result(16, '0');
  for (int i = 15; i >= 0; --i, value >>= 4)
    result[static_cast<std::size_t>(i)] = kDigits[value & 15];
  return result;
}

}  // namespace byname
