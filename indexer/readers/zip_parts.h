// Formats that are a zip of XML: which one it is, and the parts of it that a reader wants.
//
//   if (kind_of_zip(file) == ZipKind::docx) {
//     const ZipParts parts = read_zip_parts(file, budget, [](std::string_view name) {
//       return name == "word/document.xml"; });
//     parts.text("word/document.xml")     // UTF-8; empty if it is not there
//   }
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "indexer/readers/members.h"
#include "indexer/readers/source_file.h"

namespace byname {

enum class ZipKind { archive, docx, xlsx, pptx, odf, epub, wacz };

ZipKind kind_of_zip(SourceFile& file);

struct ZipParts {
  std::map<std::string, std::string, std::less<>> bytes{};
  std::string wrong{};  // why not all of them are there, or not in full

  bool has(std::string_view name) const { return bytes.contains(name); }
  // As UTF-8, in whatever encoding it is written.
  std::string text(std::string_view name) const;
};

// At most 256 MiB in all.
ZipParts read_zip_parts(SourceFile& file, UnpackBudget& budget,
                        const std::function<bool(std::string_view name)>& wanted);

// "word/document.xml", "../media/a.xml" as a name inside of the zip.
std::string zip_path(std::string_view folder, std::string_view reference);

}  // namespace byname
