#include "indexer/readers/signed_content.h"

#include <algorithm>
#include <cstdint>

namespace byname {
namespace {

// ASN.1 as BER writes it: a tag, a length or none, and what it holds.
struct Element {
  unsigned tag = 0;
  bool endless = false;  // up to an element of two zeros
  std::string_view inside{};
  std::string_view after{};
};

constexpr unsigned kOctets = 0x04, kObject = 0x06, kSequence = 0x30, kSet = 0x31, kFirst = 0xA0;
constexpr unsigned kConstructed = 0x20;
constexpr int kDeepest = 8;

std::optional<Element> element_at(std::string_view bytes) {
  if (bytes.size() < 2) return std::nullopt;
  Element element{.tag = static_cast<unsigned char>(bytes[0])};
  std::uint64_t length = static_cast<unsigned char>(bytes[1]);
  std::size_t head = 2;
  if (length == 0x80) {
    element.endless = true;
    element.inside = bytes.substr(2);
    return element;
  }
  if (length > 0x80) {
    const std::size_t count = length & 0x7F;
    if (count > 8 || bytes.size() < 2 + count) return std::nullopt;
    length = 0;
    for (; head < 2 + count; ++head) length = length << 8 | static_cast<unsigned char>(bytes[head]);
  }
  // What is cut off goes as far as it goes.
  element.inside = bytes.substr(head, std::min<std::uint64_t>(length, bytes.size()));
  element.after = bytes.substr(head + element.inside.size());
  return element;
}

std::optional<Element> expect(std::string_view bytes, unsigned tag) {
  const auto element = element_at(bytes);
  return element && element->tag == tag ? element : std::nullopt;
}

// The bytes of a string that may be written in pieces; what follows it.
std::string_view add_octets(std::string_view bytes, int depth, std::string& out) {
  const auto element = element_at(bytes);
  if (!element) return {};
  if ((element->tag & ~kConstructed) != kOctets) return element->after;
  if ((element->tag & kConstructed) == 0) {
    out += element->inside;
    return element->after;
  }
  std::string_view rest = element->inside;
  while (depth < kDeepest && rest.size() >= 2 && !(rest[0] == 0 && rest[1] == 0)) {
    const std::string_view next = add_octets(rest, depth + 1, out);
    if (next.size() >= rest.size()) break;
    rest = next;
  }
  return element->endless ? rest.substr(std::min<std::size_t>(2, rest.size())) : element->after;
}

}  // namespace

std::optional<std::string> signed_content(std::string_view bytes) {
  constexpr std::string_view kSignedData = "\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02";
  const auto info = expect(bytes, kSequence);
  const auto kind = info ? expect(info->inside, kObject) : std::nullopt;
  if (!kind || kind->inside != kSignedData) return std::nullopt;
  const auto holder = expect(kind->after, kFirst);
  const auto data = holder ? expect(holder->inside, kSequence) : std::nullopt;
  const auto version = data ? element_at(data->inside) : std::nullopt;
  const auto digests = version ? expect(version->after, kSet) : std::nullopt;
  if (!digests) return std::nullopt;
  const auto content = expect(digests->endless ? std::string_view() : digests->after, kSequence);
  const auto type = content ? expect(content->inside, kObject) : std::nullopt;
  const auto octets = type ? expect(type->after, kFirst) : std::nullopt;
  if (!octets) return std::nullopt;
  std::string out;
  add_octets(octets->inside, 0, out);
  return out;
}

}  // namespace byname
