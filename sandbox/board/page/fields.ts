/** Form fields, each with its label. */
import { element } from './dom.ts';
import type { Attributes } from './dom.ts';

/** A label above its field. */
export function field(label: string, input: HTMLElement): HTMLElement {
	return element('div', { class: 'field' }, element('label', { for: input.id }, label), input);
}

export function select(id: string, options: HTMLElement[]): HTMLSelectElement {
	return element('select', { id }, ...options);
}

export function option(value: string, label: string, attributes: Attributes = {}) {
	return element('option', { value, ...attributes }, label);
}

export function optionGroup(label: string, options: HTMLElement[]): HTMLElement {
	return element('optgroup', { label }, ...options);
}

export function textInput(id: string, attributes: Attributes = {}): HTMLInputElement {
	return element('input', { id, type: 'text', autocomplete: 'off', ...attributes });
}

export function numberInput(
	id: string,
	{ value, min, max, step }: { value: number; min: number; max: number; step: number },
): HTMLInputElement {
	return element('input', { id, type: 'number', required: true, value, min, max, step });
}
