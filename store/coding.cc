#include "store/coding.h"

#include "schemas/error.h"

namespace byname {

void throw_damaged(std::string_view file, std::string_view what) {
  throw IndexError(std::string(file) + ": damaged (" + std::string(what) +
                   "); run `indexer rollback` or `indexer rebuild`");
}

void read_varints(std::string_view bytes, std::string_view file, std::vector<std::uint32_t>& out) {
  // Every number ends in the one byte below 128 that it has: as many as there are such bytes.
  std::size_t count = 0;
  for (const char c : bytes) count += static_cast<unsigned char>(c) < 128;
  out.resize(count);
  const auto* p = reinterpret_cast<const unsigned char*>(bytes.data());
  for (std::uint32_t& value : out) {
    std::uint32_t byte = *p++;
    value = byte & 127;
    for (unsigned shift = 7; byte >= 128; shift += 7) {
      if (shift > 28) throw_damaged(file, "a number too large");
      byte = *p++;
      value |= (byte & 127) << shift;
    }
  }
  if (reinterpret_cast<const char*>(p) != bytes.data() + bytes.size())
    throw_damaged(file, "a number without end");
}

}  // namespace byname
