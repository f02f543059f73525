/** Style sheets of the timeline beside its script, in the order in which they are read. */
export const TIMELINE_STYLES = ['codicon.css', 'panel.css', 'timeline.css'] as const;
