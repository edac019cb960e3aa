/** Templates for what the page shows. Text is only ever put in as text: names come from anywhere. */
import htm from 'htm';
import { Fragment, h, render } from 'preact';
import type { ComponentChildren, VNode } from 'preact';

/** An element with what is in it, or nothing. */
export type View = ComponentChildren;

/** Elements as they are written in HTML; `class=${value}` and `onClick=${work}` put values in. */
export const html = htm.bind(h) as (texts: TemplateStringsArray, ...values: unknown[]) => VNode;

/** Makes the content of the page's element with this id; what has not changed stays as it is. */
export function show(id: string, content: View): void {
	render(h(Fragment, {}, content), byId(id));
}

/** Content that is made from scratch where its key changes. */
export function keyed(key: string | number, content: View): VNode {
	return h(Fragment, { key }, content);
}

/** The element that the page has under this id. */
export function byId<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
	const found = document.getElementById(id);
	if (!found) throw new Error(`The page has no element "${id}"`);
	return found as Kind;
}

/** A label above its field, which has an id. */
export function field(label: string, input: VNode): View {
	const { id } = input.props as { id?: string };
	return html`<div class="field"><label for=${id}>${label}</label>${input}</div>`;
}
