// How far a URL or the domain of an e-mail address reaches. Internal to text/.
#pragma once

namespace byname {

// From a scheme or "www" at `p` to the next blank, quote, bracket or control
// character.
const unsigned char* url_end(const unsigned char* p, const unsigned char* end);

// `at` is an '@'. The end of the domain after it, or nullptr if there is none:
// ASCII labels, at least one dot, at most 255 bytes.
const unsigned char* mail_domain_end(const unsigned char* at, const unsigned char* end);

}  // namespace byname
