// Numbers and strings as bytes: little-endian fixed ones, LEB128 variable ones,
// strings with their length before them. Reading never leaves its bytes.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace byname {

static_assert(std::endian::native == std::endian::little,
              "the index is little-endian and is read in place");

// Throws IndexError: `file` is damaged, and what to do about it.
[[noreturn]] void throw_damaged(std::string_view file, std::string_view what);

template <typename T>
void put_fixed(std::string& out, T value) {
  char bytes[sizeof value];
  std::memcpy(bytes, &value, sizeof value);
  out.append(bytes, sizeof value);
}

inline void put_varint(std::string& out, std::uint64_t value) {
  for (; value >= 128; value >>= 7) out.push_back(static_cast<char>(value | 128));
  out.push_back(static_cast<char>(value));
}

// Small numbers of either sign stay short: 0 -1 1 -2 2 ... are 0 1 2 3 4 ...
inline std::uint64_t zigzag(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
inline std::int64_t unzigzag(std::uint64_t value) {
  return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

inline void put_string(std::string& out, std::string_view value) {
  put_varint(out, value.size());
  out.append(value);
}

// Reads from the front of `bytes`; `file` is named when they end too early and
// must outlive the reader.
class ByteReader {
 public:
  ByteReader(std::string_view bytes, std::string_view file) : bytes_(bytes), file_(file) {}

  bool empty() const { return bytes_.empty(); }
  std::size_t size() const { return bytes_.size(); }

  std::string_view take(std::uint64_t size) {
    if (size > bytes_.size()) throw_damaged(file_, "a value runs past its end");
    const std::string_view result = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return result;
  }

  template <typename T>
  T fixed() {
    T value;
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
    return value;
  }

  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const auto byte = static_cast<unsigned char>(take(1)[0]);
      value |= static_cast<std::uint64_t>(byte & 127) << shift;
      if (byte < 128) return value;
    }
    throw_damaged(file_, "a number without end");
  }

  std::uint32_t varint32() {
    const std::uint64_t value = varint();
    if (value > 0xffffffff) throw_damaged(file_, "a number too large");
    return static_cast<std::uint32_t>(value);
  }

  std::string_view string() { return take(varint()); }

 private:
  std::string_view bytes_;
  std::string_view file_;
};

// Replaces `out` by the numbers that fill `bytes`; for streams of millions of them.
void read_varints(std::string_view bytes, std::string_view file, std::vector<std::uint32_t>& out);

}  // namespace byname
