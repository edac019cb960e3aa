/** Makes and keeps elements. Text is only ever put in as text: names come from anywhere. */

type Child = Node | string | null | undefined | false;

/** Attributes by name; `true` stands for one without a value, `false` and undefined for none. */
export type Attributes = Record<string, string | number | boolean | undefined>;

export function element<Tag extends keyof HTMLElementTagNameMap>(
	tag: Tag,
	attributes: Attributes = {},
	...children: Child[]
): HTMLElementTagNameMap[Tag] {
	const made = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (value === undefined || value === false) continue;
		made.setAttribute(name, value === true ? '' : String(value));
	}
	made.append(...children.filter((child) => child instanceof Node || typeof child === 'string'));
	return made;
}

export function button(label: string, attributes: Attributes, press: () => void | Promise<void>) {
	const made = element('button', { type: 'button', ...attributes }, label);
	made.addEventListener('click', () => void press());
	return made;
}

/** The element that the page has under this id. */
export function byId<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
	const found = document.getElementById(id);
	if (!found) throw new Error(`The page has no element "${id}"`);
	return found as Kind;
}

/**
 * Makes a parent's children those of the items. A child whose item has not changed stays as it is,
 * so that what is looked at, typed or focused is left alone.
 */
export function keepChildren<Item>(
	parent: Element,
	items: Item[],
	keyOf: (item: Item) => string | number,
	make: (item: Item) => HTMLElement,
): void {
	const earlier = new Map([...parent.children].map((child) => [keys.get(child), child]));
	const wanted = items.map((item) => {
		const [key, content] = [String(keyOf(item)), JSON.stringify(item)];
		const child = earlier.get(key);
		if (child && contents.get(child) === content) return child;
		const made = make(item);
		keys.set(made, key);
		contents.set(made, content);
		return made;
	});
	const focused = focusKey(parent);
	for (const [place, child] of wanted.entries()) {
		if (parent.children[place] !== child)
			parent.insertBefore(child, parent.children[place] ?? null);
	}
	while (parent.children.length > wanted.length) parent.lastElementChild?.remove();
	if (focused !== undefined && !parent.contains(document.activeElement)) {
		parent.querySelector<HTMLElement>(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
	}
}

const keys = new WeakMap<Element, string>();
const contents = new WeakMap<Element, string>();

/** What has the focus below an element, if it says who it is. */
function focusKey(parent: Element): string | undefined {
	const { activeElement } = document;
	if (!(activeElement instanceof HTMLElement) || !parent.contains(activeElement)) return undefined;
	return activeElement.dataset.focus;
}
