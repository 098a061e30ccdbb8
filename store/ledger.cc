#include "store/ledger.h"

#include <algorithm>
#include <charconv>
#include <tuple>

#include "schemas/error.h"
#include "store/coding.h"
#include "store/files.h"
#include "store/tsv_cell.h"

namespace byname {
namespace {

constexpr std::string_view kHeader =
    "root\tpath\trecord\tstate\treason\tsha256\tsize\tmodified\tdocuments\n";
constexpr std::size_t kColumns = 9;
constexpr std::size_t kWrittenAtOnce = 1 << 20;

template <typename T>
T number(std::string_view cell, std::string_view file) {
  T value{};
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc() || end != cell.data() + cell.size())
    throw_damaged(file, "a number of the ledger");
  return value;
}

InputState state_named(std::string_view name, std::string_view file) {
  for (std::size_t i = 0; i < kInputStateNames.size(); ++i) {
    if (kInputStateNames[i] == name) return static_cast<InputState>(i);
  }
  throw_damaged(file, "a state of the ledger");
}

}  // namespace

bool stands_before(const LedgerEntry& a, const LedgerEntry& b) {
  return std::tie(a.root, a.path, a.record) < std::tie(b.root, b.path, b.record);
}

std::vector<const LedgerEntry*> in_order(std::span<const LedgerEntry> entries) {
  std::vector<const LedgerEntry*> order;
  order.reserve(entries.size());
  for (const LedgerEntry& entry : entries) order.push_back(&entry);
  std::stable_sort(order.begin(), order.end(), [](const LedgerEntry* a, const LedgerEntry* b) {
    return stands_before(*a, *b);
  });
  return order;
}

void write_ledger(const std::filesystem::path& path, const std::vector<LedgerEntry>& entries) {
  FileWriter file(path);
  std::string out(kHeader);
  for (const LedgerEntry* e : in_order(entries)) {
    const std::string_view state = kInputStateNames[static_cast<std::size_t>(e->state)];
    for (const std::string_view cell :
         {std::string_view(e->root), std::string_view(e->path), std::string_view(e->record), state,
          std::string_view(e->reason), std::string_view(e->sha256)}) {
      put_cell(out, cell);
      out += '\t';
    }
    out += std::to_string(e->size) + '\t' + std::to_string(e->modified) + '\t' +
           std::to_string(e->documents) + '\n';
    if (out.size() < kWrittenAtOnce) continue;
    file.write(out);
    out.clear();
  }
  file.write(out);
  file.finish();
}

std::vector<LedgerEntry> read_ledger(const std::filesystem::path& path) {
  const std::string file = path.string();
  const MappedFile mapped(path);
  std::string_view rest = mapped.bytes();
  if (!rest.starts_with(kHeader)) throw_damaged(file, "header of the ledger");
  rest.remove_prefix(kHeader.size());
  std::vector<LedgerEntry> entries;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) throw_damaged(file, "last line of the ledger");
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    std::array<std::string_view, kColumns> cells;
    for (std::size_t i = 0; i < kColumns; ++i) {
      const std::size_t tab = line.find('\t');
      if ((tab == std::string_view::npos) != (i + 1 == kColumns))
        throw_damaged(file, "a line of the ledger");
      cells[i] = line.substr(0, tab);
      if (tab != std::string_view::npos) line.remove_prefix(tab + 1);
    }
    SharedString root = cell_value(cells[0]);
    if (!entries.empty() && entries.back().root == root) root = entries.back().root;
    entries.push_back({.root = std::move(root),
                       .path = cell_value(cells[1]),
                       .record = cell_value(cells[2]),
                       .state = state_named(cells[3], file),
                       .reason = cell_value(cells[4]),
                       .sha256 = cell_value(cells[5]),
                       .size = number<std::uint64_t>(cells[6], file),
                       .modified = number<std::int64_t>(cells[7], file),
                       .documents = number<std::uint32_t>(cells[8], file)});
  }
  return entries;
}

}  // namespace byname
