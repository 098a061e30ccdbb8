#include <algorithm>

#include "indexer/readers/mail_parts.h"

namespace byname {

Decoded unflowed(const Decoded& text, bool delsp) {
  TextBuilder out(text);
  const std::string_view all = text.text;
  std::size_t flowing = 0;  // of the quoted lines that go on
  bool goes_on = false;
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t line_end = std::min(all.find('\n', at), all.size());
    const std::size_t next = std::min(line_end + 1, all.size());
    std::size_t end = line_end;
    if (end > at && all[end - 1] == '\r') --end;
    std::size_t begin = at;
    while (begin < end && all[begin] == '>') ++begin;
    const std::size_t quoted = begin - at;
    const std::size_t marks_end = begin;
    if (begin < end && all[begin] == ' ') ++begin;  // stuffed
    const bool signature = all.substr(begin, end - begin) == "-- ";
    if (goes_on && (quoted != flowing || signature)) {
      out.add("\n");
      goes_on = false;
    }
    if (!goes_on) {
      out.copy(at, marks_end);
      if (quoted > 0 && begin > marks_end) out.copy(marks_end, begin);
    }
    goes_on = begin < end && all[end - 1] == ' ' && !signature && next < all.size();
    out.copy(begin, goes_on && delsp ? end - 1 : end);
    if (!goes_on) out.copy(end, next);
    flowing = quoted;
    at = next;
  }
  return out.take();
}

}  // namespace byname
