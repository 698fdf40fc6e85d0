// Tells Fraud Protection what kind of browser this is: what any page can see, nothing drawn, played or guessed.
// It must never be in the way: whatever fails here fails silently, and the shop goes on.
(function () {
  "use strict";
  var script = document.currentScript;
  if (!script) { return; }
  var address = new URL(script.src);

  function parameter(name) {
    var found = "";
    address.searchParams.forEach(function (value, key) { if (key.toLowerCase() === name) { found = value; } });
    return found;
  }

  // One ID for this browser on this site; a browser that keeps nothing has none.
  function deviceId() {
    try {
      var id = localStorage.getItem("dfp-device");
      if (!id) {
        id = crypto.randomUUID();
        localStorage.setItem("dfp-device", id);
      }
      return id;
    } catch { return ""; }
  }

  function attributes() {
    var year = new Date().getFullYear();
    var now = -new Date().getTimezoneOffset();
    var winter = Math.min(-new Date(year, 0, 1).getTimezoneOffset(), -new Date(year, 6, 1).getTimezoneOffset());
    return {
      deviceId: deviceId(),
      browserUserAgentLanguages: (navigator.languages || []).join(","),
      platform: navigator.platform || "",
      screenResolution: screen.width + "x" + screen.height,
      screenColorDepth: String(screen.colorDepth),
      timeZone: String(winter),
      realtimeTimezoneOffset: String(now),
      timeZoneOffset: String(now),
      cookieEnabled: navigator.cookieEnabled ? "yes" : "no",
      mimeTypesCount: String(navigator.mimeTypes ? navigator.mimeTypes.length : 0),
      pluginsCount: String(navigator.plugins ? navigator.plugins.length : 0),
      touchPoints: String(navigator.maxTouchPoints || 0),
      automation: navigator.webdriver ? "yes" : "no",
      timeOnPage: String(Math.round(performance.now()))
    };
  }

  function doFpt(page, callback) {
    try {
      fetch(new URL("mdt/collect", address), {
        method: "POST",
        body: JSON.stringify({ sessionId: window.dfp.sessionId, customerId: window.dfp.customerId, attributes: attributes() }),
        headers: { "Content-Type": "text/plain" }, // asks no leave of another host first
        credentials: "omit",
        keepalive: true
      }).catch(function () { });
    } catch { /* the shop goes on */ }
    if (typeof callback === "function") { callback(null); } // there is no answer for the browser
  }

  window.dfp = {
    url: address.origin + "/",
    sessionId: parameter("session_id"),
    customerId: parameter("instanceid") || parameter("customerid"),
    dc: "",
    doFpt: doFpt
  };
}());
