#include "eval/functions/certificate.h"

#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <ctime>
#include <limits>
#include <memory>

namespace blueprint::eval {

namespace {

template <auto free>
struct Freed {
  template <typename T>
  void operator()(T* pointer) const {
    free(pointer);
  }
};

// RSA under whichever of its names the certificate uses.
std::string key_name(const EVP_PKEY* key) {
  switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_RSA:
    case EVP_PKEY_RSA_PSS: return "RSA";
    case EVP_PKEY_EC: return "EC";
    default: {
      const char* const name = OBJ_nid2sn(EVP_PKEY_get_base_id(key));
      return name ? name : "";
    }
  }
}

}  // namespace

std::optional<Certificate> parse_certificate(std::string_view pem) {
  if (pem.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) return std::nullopt;
  const std::unique_ptr<BIO, Freed<BIO_free>> bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  if (!bio) return std::nullopt;
  // A PEM block may be encrypted, and the library would ask the terminal for the password.
  const auto no_password = [](char*, int, int, void*) { return -1; };
  const std::unique_ptr<X509, Freed<X509_free>> x509(
      PEM_read_bio_X509(bio.get(), nullptr, no_password, nullptr));
  if (!x509) return std::nullopt;
  std::tm end{};
  if (ASN1_TIME_to_tm(X509_get0_notAfter(x509.get()), &end) != 1) return std::nullopt;
  char day[16];
  if (std::strftime(day, sizeof(day), "%Y-%m-%d", &end) == 0) return std::nullopt;
  Certificate certificate{.not_after = day};
  if (const EVP_PKEY* const key = X509_get0_pubkey(x509.get())) {
    certificate.key = key_name(key);
    certificate.bits = EVP_PKEY_get_bits(key);
  }
  return certificate;
}

}  // namespace blueprint::eval
