#include "schemas/fields.h"

#include "schemas/hash.h"

namespace byname {

std::string term(const Field& field, std::string_view value) {
  std::string result(field.prefix);
  if (result.size() + value.size() <= kLongestTerm) return result.append(value);
  std::size_t keep = kLongestTerm - 16 - result.size();
  while (keep > 0 && (static_cast<unsigned char>(value[keep]) & 0xc0) == 0x80) --keep;
  result.append(value.substr(0, keep));
  return result.append(hex16(hash64(value)));
}

}  // namespace byname
