#include "searcher/render/trec.h"

#include <fmt/format.h>

namespace byname {
namespace {

std::string one_word(const std::string& id) {
  std::string word;
  for (const char c : id) {
    if (static_cast<unsigned char>(c) <= ' ')
      word += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    else
      word += c;
  }
  return word;
}

}  // namespace

std::string trec_line(const std::string& qid, const Hit& hit) {
  return fmt::format("{} Q0 {} {} {} byname\n", one_word(qid), one_word(hit.document.id), hit.rank,
                     hit.score);
}

}  // namespace byname
