/** What waits on the device is sealed with a key for this sitting, which only the server can give back (rule S5). */

export interface Seal {
  key: CryptoKey;
  /** Which key opens it: a hash, so that the next sitting's page leaves it alone. */
  lock: string;
}

export const STORE = "waiting";

export async function makeSeal(deviceKey: string): Promise<Seal | null> {
  // Without HTTPS a browser gives no encryption: then nothing is written to the device at all.
  if (!globalThis.crypto?.subtle) return null;
  const raw = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(deviceKey));
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  const name = new Uint8Array(await crypto.subtle.digest("SHA-256", raw));
  return { key, lock: Array.from(name.slice(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("") };
}

export function openStore(): Promise<IDBDatabase | null> {
  return new Promise((give) => {
    try {
      const asked = indexedDB.open("mysay", 1);
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore(STORE, { keyPath: ["key", "counter"] });
      };
      asked.onsuccess = () => give(asked.result);
      asked.onerror = () => give(null);
    } catch {
      give(null);
    }
  });
}

export function done<T>(asked: IDBRequest): Promise<T> {
  return new Promise((give, fail) => {
    asked.onsuccess = () => give(asked.result as T);
    asked.onerror = () => fail(asked.error);
  });
}
