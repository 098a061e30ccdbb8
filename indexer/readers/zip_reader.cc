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
  switch (kind_of_zip(input.file)) {
    case ZipKind::docx:
      read(is_part_of_docx, read_docx);
      return read_embedded(input.file, "word/embeddings/", out);
    case ZipKind::xlsx:
      read(is_part_of_xlsx, read_xlsx);
      return read_embedded(input.file, "xl/embeddings/", out);
    case ZipKind::pptx:
      read(is_part_of_pptx, read_pptx);
      return read_embedded(input.file, "ppt/embeddings/", out);
    case ZipKind::odf:
      return read(is_part_of_odf, read_odf);
    case ZipKind::epub:
      return read(is_part_of_epub, read_epub);
    case ZipKind::wacz:
      return read_archive(input, path, out, true);
    case ZipKind::archive:
      return read_archive(input, path, out);
  }
}

}  // namespace byname
