#include "indexer/readers/zip_parts.h"

#include <algorithm>
#include <vector>

#include "indexer/readers/charset.h"
#include "indexer/readers/mail_headers.h"
#include "indexer/readers/unpack.h"
#include "text/ascii.h"

namespace byname {
namespace {

constexpr std::size_t kMostZipNames = 5000;  // until the kind is told
constexpr std::size_t kMostBytes = std::size_t{256} << 20;

ZipKind kind_of_mimetype(std::string_view type) {
  if (type.starts_with("application/epub+zip")) return ZipKind::epub;
  if (type.starts_with("application/vnd.oasis.opendocument.")) return ZipKind::odf;
  return ZipKind::archive;
}

}  // namespace

ZipKind kind_of_zip(SourceFile& file) {
  Unpacker zip(file, Unpacker::zip);
  bool package = false, types = false, word = false, sheet = false, slides = false;
  bool container = false;
  PackedMember member;
  for (std::size_t n = 0; n < kMostZipNames && zip.next(member); ++n) {
    const std::string_view name = member.name;
    if (name == "mimetype") {
      std::string type;
      zip.read([&](std::string_view piece) {
        type += piece.substr(0, 100);
        return type.size() < 100 ? std::string() : std::string("enough");
      });
      if (const ZipKind kind = kind_of_mimetype(type); kind != ZipKind::archive) return kind;
    }
    types |= name == "[Content_Types].xml";
    word |= name.starts_with("word/document") && name.ends_with(".xml");
    sheet |= name == "xl/workbook.xml";
    slides |= name == "ppt/presentation.xml";
    container |= name == "META-INF/container.xml";
    package |= name == "datapackage.json";
    if (package && name.starts_with("archive/")) return ZipKind::wacz;
    if (types && word) return ZipKind::docx;
    if (types && sheet) return ZipKind::xlsx;
    if (types && slides) return ZipKind::pptx;
  }
  // Cut off before its list of types: what is there tells as well.
  if (word) return ZipKind::docx;
  if (sheet) return ZipKind::xlsx;
  if (slides) return ZipKind::pptx;
  return container ? ZipKind::epub : ZipKind::archive;
}

std::string ZipParts::text(std::string_view name) const {
  const auto found = bytes.find(name);
  if (found == bytes.end()) return {};
  return to_utf8(found->second, declared_encoding(std::string_view(found->second).substr(0, 1024)));
}

ZipParts read_zip_parts(SourceFile& file, UnpackBudget& budget,
                        const std::function<bool(std::string_view name)>& wanted) {
  ZipParts parts;
  Unpacker zip(file, Unpacker::zip);
  std::size_t left = kMostBytes;
  for (PackedMember member; zip.next(member);) {
    if (!member.regular || !wanted(member.name)) continue;
    if (member.encrypted) {
      parts.wrong = "encrypted";
      continue;
    }
    std::string bytes;
    const std::string wrong = zip.read([&](std::string_view piece) -> std::string {
      if (piece.size() > left) return "over 256 MiB of text";
      if (!budget.take(piece.size())) return kBomb;
      left -= piece.size();
      bytes += piece;
      return {};
    });
    if (!wrong.empty() && parts.wrong.empty()) parts.wrong = member.name + ": " + wrong;
    parts.bytes.emplace(member.name, std::move(bytes));
  }
  if (parts.wrong.empty()) parts.wrong = zip.wrong();
  return parts;
}

std::string zip_path(std::string_view folder, std::string_view reference) {
  std::string whole;
  if (reference.starts_with('/')) {
    whole = reference.substr(1);
  } else {
    whole = std::string(folder) + "/" + std::string(reference);
  }
  std::vector<std::string_view> steps;
  std::string_view rest = whole;
  while (true) {
    const std::size_t slash = rest.find('/');
    const std::string_view step = rest.substr(0, slash);
    if (step == "..") {
      if (!steps.empty()) steps.pop_back();
    } else if (!step.empty() && step != ".") {
      steps.push_back(step);
    }
    if (slash == rest.npos) break;
    rest.remove_prefix(slash + 1);
  }
  std::string result;
  for (const std::string_view step : steps) {
    if (!result.empty()) result += '/';
    result += step;
  }
  return result;
}

}  // namespace byname
