// Passkeys: the browser makes or uses a key, and the form carries what it answered to the server.
// A form says what it is for: data-passkey="add" or "use". Its options stand in the JSON script that
// data-options names, or, before anybody has signed in, behind the address in data-options-from.

function toBytes(text) {
  const base64 = text.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function toText(buffer) {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function listed(credentials) {
  return (credentials ?? []).map((one) => ({ ...one, id: toBytes(one.id) }));
}

// A passkey is kept on the device with its owner, and proves that they are there.
async function add(options) {
  const asked = options.publicKey;
  const made = await navigator.credentials.create({
    publicKey: {
      ...asked,
      challenge: toBytes(asked.challenge),
      user: { ...asked.user, id: toBytes(asked.user.id) },
      excludeCredentials: listed(asked.excludeCredentials),
      authenticatorSelection: {
        ...asked.authenticatorSelection,
        residentKey: "required",
        requireResidentKey: true,
        userVerification: "required",
      },
    },
  });
  return {
    ...told(made),
    response: {
      clientDataJSON: toText(made.response.clientDataJSON),
      attestationObject: toText(made.response.attestationObject),
      transports: made.response.getTransports?.() ?? [],
    },
  };
}

async function use(options) {
  const asked = options.publicKey;
  const used = await navigator.credentials.get({
    publicKey: {
      ...asked,
      challenge: toBytes(asked.challenge),
      allowCredentials: listed(asked.allowCredentials),
    },
  });
  const { clientDataJSON, authenticatorData, signature, userHandle } = used.response;
  return {
    ...told(used),
    response: {
      clientDataJSON: toText(clientDataJSON),
      authenticatorData: toText(authenticatorData),
      signature: toText(signature),
      userHandle: userHandle ? toText(userHandle) : null,
    },
  };
}

function told(credential) {
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function optionsOf(form) {
  const { options, optionsFrom } = form.dataset;
  if (options) return JSON.parse(document.getElementById(options).textContent);
  const answer = await fetch(optionsFrom, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${optionsFrom} answered ${answer.status}`);
  return (await answer.json()).request_options;
}

// The words stand in the page, so that whoever words the page words the failures too.
function tell(form, name) {
  for (const words of form.querySelectorAll("[data-failure]")) {
    words.hidden = words.dataset.failure !== name;
  }
}

function failureOf(error) {
  if (error.name === "InvalidStateError") return "known";
  return error.name === "NotAllowedError" ? "cancelled" : "failed";
}

async function answer(form) {
  tell(form, "");
  const asked = await optionsOf(form);
  const credential = await (form.dataset.passkey === "add"
    ? add(asked.creation_options ?? asked)
    : use(asked.request_options ?? asked));
  form.elements.credential.value = JSON.stringify(credential);
  form.submit();
}

function start(form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer(form).catch((error) => tell(form, failureOf(error)));
  });
  form.hidden = false;
}

if (window.PublicKeyCredential) {
  document.querySelectorAll("form[data-passkey]").forEach(start);
  document.querySelectorAll("[data-without-passkeys]").forEach((words) => words.remove());
}
