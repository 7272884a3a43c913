// The settings that the server publishes without a key.

/** Defaults if they cannot be loaded: sending files does not depend on them. */
export const settings = fetch('page/settings.json').then(answer => answer.json()).catch(() => ({ maxUploadBytes: 104_857_600 }));
