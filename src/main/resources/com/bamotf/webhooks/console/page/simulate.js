// Lets bamotf simulate a payment, which it does in its dev mode.
import {html, useState} from './lib.js';
import * as api from './api.js';
import * as format from './format.js';
import {ErrorBox, announce} from './ui.js';

export function Simulate({intent, done}) {
  const [amount, setAmount] = useState(String(intent.amount));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(null);
  const submit = async (event) => {
    event.preventDefault();
    setBusy(true);
    try {
      const confirmations = Number(event.target.elements.confirmations.value);
      await api.change('POST', `intents/${encodeURIComponent(intent.id)}/simulate-payment`, {amount: Number(amount), confirmations});
      setError(null);
      announce('A payment is simulated');
      done();
    } catch (problem) {
      setError(problem);
    }
    setBusy(false);
  };
  return html`<form class="simulate" onSubmit=${submit}><h3>Simulate a payment</h3><${ErrorBox} error=${error} />
    <div class="pair">
      <label>Amount<input inputmode="numeric" pattern="[0-9]{1,15}" required value=${amount} onInput=${(event) => setAmount(event.target.value)} />
        <small>${format.amount(amount || '0', intent.currency)}</small></label>
      <label>Confirmations<input name="confirmations" type="number" min="0" max="100" required value=${intent.confirmations} /></label>
    </div>
    <div class="buttons"><button disabled=${busy}>${busy ? 'Paying…' : 'Simulate'}</button></div></form>`;
}
