/** A device's Ed25519 key, and its age identity. */
export interface DeviceKey {
  /** JWK `x` of the public key, base64url. */
  readonly publicKey: string;
  /** Kept by the system's protected storage, or by the file's rights alone. */
  readonly protection: 'system' | 'file';
  /** What bundles for this device are encrypted to (age). */
  readonly recipient: string;
  /** Opens what is encrypted to `recipient`. */
  readonly identity: string;
  /** Signs UTF-8 text; base64url. */
  sign(text: string): string;
}
