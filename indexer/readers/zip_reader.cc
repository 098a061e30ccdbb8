// What begins like a zip: an office document, a book, a web archive, or just an archive.
#include "indexer/readers/formats.h"
#include "indexer/readers/members.h"
#include "indexer/readers/office.h"
#include "indexer/readers/zip_parts.h"

namespace byname {

void read_zip(const FormatInput& input, std::string_view path, Collector& out) {
  const auto read = [&](bool (*wanted)(std::string_view),
                        void (*reader)(const ZipParts&, Collector&)) {
    const ZipParts parts = read_zip_parts(input.file, out.budget(), wanted);
    reader(parts, out);
    if (!parts.wrong.empty()) out.report({"", "read as far as it goes: " + parts.wrong, true});
  };
  const auto embedded = [&](bool (*wanted)(std::string_view)) {
    read_embedded(input.file, wanted, out);
  };
  switch (kind_of_zip(input.file)) {
    case ZipKind::docx:
      read(is_part_of_docx, read_docx);
      return embedded([](std::string_view name) { return name.starts_with("word/embeddings/"); });
    case ZipKind::xlsx:
      read(is_part_of_xlsx, read_xlsx);
      return embedded([](std::string_view name) { return name.starts_with("xl/embeddings/"); });
    case ZipKind::pptx:
      read(is_part_of_pptx, read_pptx);
      return embedded([](std::string_view name) { return name.starts_with("ppt/embeddings/"); });
    case ZipKind::odf:
      read(is_part_of_odf, read_odf);
      return embedded(is_embedded_in_odf);
    case ZipKind::epub:
      read(is_part_of_epub, read_epub);
      return embedded(is_embedded_in_epub);
    case ZipKind::wacz:
      return read_archive(input, path, out, ArchiveKind::web);
    case ZipKind::archive:
      return read_archive(input, path, out, ArchiveKind::zip);
  }
}

}  // namespace byname
