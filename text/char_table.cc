#include "text/char_table.h"

#include "embedded/unicode_tables.h"

namespace byname {

namespace {

struct Tables {
  CharTable search;
  CharTable marks;
};

const Tables& tables() {
  static const Tables all = [] {
    // byname_embed aligns to 16 bytes, and every piece before the entries has a
    // multiple of 8 bytes.
    const char* p = embedded::unicode_tables().data();
    TablesHeader header;
    std::memcpy(&header, p, sizeof header);
    const auto* stage1 = reinterpret_cast<const std::uint16_t*>(p + sizeof header);
    const auto* stage2 = reinterpret_cast<const Entry*>(stage1 + 2 * kBlockCount);
    const auto* folds = reinterpret_cast<const char*>(stage2 + header.blocks * kBlockSize);
    return Tables{{stage1, stage2, folds}, {stage1 + kBlockCount, stage2, folds}};
  }();
  return all;
}

}  // namespace

const CharTable& search_table() { return tables().search; }
const CharTable& marks_table() { return tables().marks; }
std::string_view table_bytes() { return embedded::unicode_tables(); }

}  // namespace byname
