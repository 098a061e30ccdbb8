#include "indexer/readers/signed_content.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/objects.h>

#include <memory>

namespace byname {

std::optional<std::string> signed_content(std::string_view bytes) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> in(
      BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())), BIO_free);
  const std::unique_ptr<CMS_ContentInfo, decltype(&CMS_ContentInfo_free)> message(
      in ? d2i_CMS_bio(in.get(), nullptr) : nullptr, CMS_ContentInfo_free);
  ERR_clear_error();
  if (!message || OBJ_obj2nid(CMS_get0_type(message.get())) != NID_pkcs7_signed)
    return std::nullopt;
  ASN1_OCTET_STRING** const content = CMS_get0_content(message.get());
  if (!content || !*content) return std::nullopt;
  return std::string(reinterpret_cast<const char*>(ASN1_STRING_get0_data(*content)),
                     static_cast<std::size_t>(ASN1_STRING_length(*content)));
}

}  // namespace byname
