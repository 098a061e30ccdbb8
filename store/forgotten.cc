#include "store/forgotten.h"

#include "places/tsv.h"
#include "schemas/error.h"
#include "store/files.h"
#include "store/tsv_cell.h"

namespace byname {
namespace {

constexpr std::string_view kForgottenFile = "forgotten.tsv";

}  // namespace

Forgotten read_forgotten(const std::filesystem::path& index) {
  const std::filesystem::path file = index / kForgottenFile;
  if (!std::filesystem::exists(file)) return {};
  const std::string content = read_file(file);
  TsvTable table(file.string(), content);
  const auto uid = table.column({"uid"}), root = table.column({"root"}),
             path = table.column({"path"});
  Forgotten forgotten;
  for (TsvRow row; table.next(row);) {
    if (!row.cell(uid).empty()) {
      forgotten.uids.emplace(row.cell(uid));
    } else if (!row.cell(root).empty() && !row.cell(path).empty()) {
      forgotten.inputs.emplace(cell_value(row.cell(root)), cell_value(row.cell(path)));
    } else {
      throw IndexError(file.string() + ":" + std::to_string(row.line) +
                       ": names nothing: a uid, or root and path are needed. Mend the line or "
                       "remove it.");
    }
  }
  return forgotten;
}

void write_forgotten(const std::filesystem::path& index, const Forgotten& forgotten) {
  std::string out = "uid\troot\tpath\n";
  for (const std::string& uid : forgotten.uids) out += uid + "\t\t\n";
  for (const auto& [root, path] : forgotten.inputs) {
    out += '\t';
    put_cell(out, root);
    out += '\t';
    put_cell(out, path);
    out += '\n';
  }
  replace_file(index / kForgottenFile, out);
}

}  // namespace byname
