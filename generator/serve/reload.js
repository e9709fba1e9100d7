// Loads the page anew when the server shows something else than what the page was made from. A hidden page lets go
// of its connection, because a browser keeps only six to one server; when it is looked at again, the server's first
// word says whether it is out of date.
const version = document.currentScript.dataset.version;
let events = null;

function listen() {
  if (document.hidden) {
    events?.close();
    events = null;
  } else if (!events) {
    events = new EventSource("/__minhbach/events");
    events.onmessage = (event) => {
      if (event.data !== version) location.reload();
    };
  }
}

document.addEventListener("visibilitychange", listen);
listen();
